/// A file or folder that the operating system would not open or read, or that is not of a kind or size to be read.
public struct UnreadableFile: Error, Equatable, Sendable {
    /// The file or folder.
    public let path: String
    /// The system's words, or ours.
    public let reason: String

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// What an error number of the system says.
    public init(path: String, errno number: Int32) {
        self.init(path: path, reason: systemMessage(number))
    }
}

extension UnreadableFile: CustomStringConvertible {
    /// What cannot be read and why, for a person.
    public var description: String { "\(path): cannot be read: \(reason)" }
}
