/// A file or folder that the operating system would not open or read.
public struct UnreadableFile: Error, Equatable, Sendable {
    /// The file or folder.
    public let path: String
    /// The system's words.
    public let reason: String
}

extension UnreadableFile: CustomStringConvertible {
    /// What cannot be read and why, for a person.
    public var description: String { "\(path): cannot be read: \(reason)" }
}
