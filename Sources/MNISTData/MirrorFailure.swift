/// What went wrong with one mirror.
public struct MirrorFailure: Error, Equatable, Sendable {
    /// The address that was asked for.
    public let url: String
    /// What came of it.
    public let reason: Reason

    /// The ways in which a mirror fails.
    public enum Reason: Error, Equatable, Sendable {
        /// It is no `http://` or `https://` address.
        case badAddress
        /// No connection, or one that stalled or broke before the announced length; the system's words.
        case connection(String)
        /// An answer other than 200.
        case status(Int)
        /// The answer is longer than the file can be, in bytes.
        case tooLarge(limit: Int)
        /// What came is no sound gzip file.
        case damaged(GzipError)
        /// It decompresses well, but is something else; SHA-256 in hexadecimal.
        case wrongDigest(expected: String, actual: String)
    }
}

extension MirrorFailure: CustomStringConvertible {
    /// The address and what came of it, for a person.
    public var description: String { "\(url): \(reason)" }
}

extension MirrorFailure.Reason: CustomStringConvertible {
    /// What came of it, for a person.
    public var description: String {
        switch self {
        case .badAddress: "not an http:// or https:// address"
        case .connection(let words): words
        case .status(let code): "answered with status \(code)"
        case .tooLarge(let limit): "sends more than the \(limit) bytes it may have"
        case .damaged(let error): "damaged: \(error)"
        case .wrongDigest(let expected, let actual):
            "not the published file: SHA-256 \(actual), expected \(expected)"
        }
    }
}
