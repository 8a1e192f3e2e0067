import Crypto
import HTTPCore

/// The keys that open the API; of each only its name and digest are kept.
public struct APIKeys: Sendable {
    /// Why a text is no list of keys; a key itself is never told.
    public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// A line that is neither `key` nor `name:key`.
        case malformed(line: Int)
        /// A key that could be guessed.
        case tooShort(line: Int)
        /// A name or a key that stands there twice.
        case repeated(line: Int)
        /// No line has a key, so that nobody could ask.
        case empty

        public var description: String {
            switch self {
            case .malformed(let line):
                "line \(line) is neither `key` nor `name:key` (letters, digits, - . _ and in keys ~ + / =)"
            case .tooShort(let line):
                "line \(line) has a key of fewer than \(APIKeys.minimumLength) characters"
            case .repeated(let line): "line \(line) has a name or a key for the second time"
            case .empty: "it has no keys"
            }
        }
    }

    /// The fewest characters of a key.
    public static let minimumLength = 16

    private let keys: [(name: String, digest: SHA256Digest)]

    /// Reads a list: one key a line, its name before a colon if it has one; empty lines and `#` comments do not count.
    public init(_ text: String) throws(Failure) {
        var keys: [(name: String, digest: SHA256Digest)] = []
        // By characters: CR LF is one of them, and a line end like LF.
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let line = line.filter { !$0.isWhitespace }
            let number = index + 1
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: ":", omittingEmptySubsequences: false)
            let (name, key) = parts.count == 1 ? ("line-\(number)", parts[0]) : (String(parts[0]), parts[1])
            guard parts.count <= 2, (1...64).contains(name.utf8.count), name.utf8.allSatisfy(Self.isPlain),
                Self.isToken(key)
            else { throw .malformed(line: number) }
            guard key.utf8.count >= Self.minimumLength else { throw .tooShort(line: number) }
            let digest = SHA256.hash(data: Array(key.utf8))
            guard !keys.contains(where: { $0.name == name || $0.digest == digest }) else {
                throw .repeated(line: number)
            }
            keys.append((name, digest))
        }
        guard !keys.isEmpty else { throw .empty }
        self.keys = keys
    }

    /// What a request's `Authorization` comes to.
    enum Verdict: Equatable {
        /// The key of this name.
        case key(String)
        /// There is none, or one of another scheme.
        case missing
        /// It is none of ours.
        case unknown
    }

    /// Looks at `Authorization: Bearer key` (RFC 6750 §2.1).
    ///
    /// Every key is compared by its digest, which swift-crypto compares in constant time: the time tells nothing about how
    /// near a guess is.
    func verdict(on fields: HTTPFields) -> Verdict {
        let values = fields.values(for: "Authorization")
        guard let value = values.first else { return .missing }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.first?.lowercased() == "bearer" else { return .missing }
        let key = parts.count == 2 ? parts[1].drop { $0 == " " } : ""
        guard values.count == 1, key.utf8.count <= 1024, Self.isToken(key) else { return .unknown }
        let digest = SHA256.hash(data: Array(key.utf8))
        var found: String?
        for candidate in keys where candidate.digest == digest { found = candidate.name }
        return found.map(Verdict.key) ?? .unknown
    }

    /// `b64token` of RFC 6750 §2.1: what a Bearer field may hold.
    private static func isToken(_ text: Substring) -> Bool {
        let body = text.utf8.reversed().drop { $0 == UInt8(ascii: "=") }
        return !body.isEmpty
            && body.allSatisfy {
                isPlain($0) || [UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/")].contains($0)
            }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case "0"..."9", "A"..."Z", "a"..."z", "-", ".", "_": true
        default: false
        }
    }
}
