import Crypto

/// The 32 bytes that identify a content.
public struct SHA256Digest: Equatable, Sendable {
    /// The digest itself.
    public let bytes: [UInt8]

    /// 64 lower-case hexadecimal digits, as `sha256sum` prints them.
    public var hexadecimal: String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// Digests a content that arrives in pieces.
    public struct Hasher: Sendable {
        private var function = SHA256()

        public init() {}

        /// Takes the next piece.
        public mutating func update(_ piece: [UInt8]) {
            unsafe piece.withUnsafeBytes { unsafe function.update(bufferPointer: $0) }
        }

        /// The digest of all that was taken.
        public func finish() -> SHA256Digest { SHA256Digest(bytes: Array(function.finalize())) }
    }
}

extension SHA256Digest {
    /// Of texts one after the other.
    public init(of texts: [String]) {
        var hasher = Hasher()
        for text in texts { hasher.update(Array(text.utf8)) }
        self = hasher.finish()
    }
}
