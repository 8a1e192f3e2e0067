import Files
public import Raster

/// A PNG file of which no image can be made.
public struct UnusablePicture: Error, Equatable, Sendable {
    public enum Reason: Equatable, Sendable {
        /// The operating system would not read it, or it is no file or too large a one; in words.
        case unreadable(String)
        /// It is not a sound PNG.
        case unsound(PNGError)
        /// The picture has no ink.
        case blank
    }

    public let file: String
    public let reason: Reason
}

extension UnusablePicture: CustomStringConvertible {
    /// Which file it is and what is wrong with it, for a person.
    public var description: String {
        switch reason {
        case .unreadable(let reason): UnreadableFile(path: file, reason: reason).description
        case .unsound(let error): "\(file): \(error)"
        case .blank: "\(file): the picture is blank"
        }
    }
}
