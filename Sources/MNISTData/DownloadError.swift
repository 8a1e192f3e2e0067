/// Why a file could not be fetched.
public enum DownloadError: Error, Equatable, Sendable {
    /// The folder cannot be made or written; the operating system's words.
    case directoryUnwritable(directory: String, reason: String)
    /// Every mirror failed, each in its own way, in the order they were tried.
    case allMirrorsFailed(file: String, attempts: [MirrorFailure])
}

/// What went wrong with one mirror.
public struct MirrorFailure: Error, Equatable, Sendable {
    /// The address that was asked for.
    public let url: String
    /// What came of it.
    public let reason: Reason

    /// The ways in which a mirror fails.
    public enum Reason: Equatable, Sendable {
        /// It is no `http://` or `https://` address.
        case badAddress
        /// No connection, or one that broke or stalled; the system's words.
        case connection(String)
        /// An answer other than 200.
        case status(Int)
        /// Fewer or more bytes than the answer announced.
        case incomplete(received: Int, announced: Int)
        /// The answer is larger than the file can be.
        case tooLarge(limit: Int)
        /// What came is no sound gzip file.
        case damaged(GzipError)
        /// It decompresses well, but to something else; SHA-256 in hexadecimal.
        case wrongDigest(expected: String, actual: String)
    }
}
