/// Why a gzip file could not be decompressed; every case names the file.
public enum GzipError: Error, Equatable, Sendable {
    /// It does not begin like a gzip member (RFC 1952 section 2.3.1).
    case notGzip(file: String)
    /// The compressed data or its check value is wrong; zlib's own words.
    case corrupt(file: String, reason: String)
    /// The file ends inside a member.
    case truncated(file: String)
    /// Something that is not a gzip member follows the last one.
    case trailingGarbage(file: String)
    /// It decompresses to more than `limit` bytes.
    case tooLarge(file: String, limit: Int)
    /// zlib could not start, for want of memory.
    case outOfMemory(file: String)
}

extension GzipError {
    /// Whether the caller named something wrong, rather than the work going wrong.
    public var isBadInput: Bool {
        if case .outOfMemory = self { false } else { true }
    }
}

extension GzipError: CustomStringConvertible {
    /// What is wrong with which file, for a person.
    public var description: String {
        switch self {
        case .notGzip(let file): "\(file): not a gzip file"
        case .corrupt(let file, let reason): "\(file): corrupt gzip data: \(reason)"
        case .truncated(let file): "\(file): the gzip data ends too early"
        case .trailingGarbage(let file): "\(file): something else follows the gzip data"
        case .tooLarge(let file, let limit): "\(file): decompresses to more than \(limit) bytes"
        case .outOfMemory(let file): "\(file): no memory to decompress it"
        }
    }
}
