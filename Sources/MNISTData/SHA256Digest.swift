import Crypto

/// The 32 bytes that identify a content.
struct SHA256Digest: Equatable, Sendable {
    /// The digest itself.
    let bytes: [UInt8]

    /// 64 lower-case hexadecimal digits, as `sha256sum` prints them.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// Digests a content that arrives in pieces.
    struct Hasher: Sendable {
        private var function = SHA256()

        mutating func update(_ piece: [UInt8]) {
            unsafe piece.withUnsafeBytes { unsafe function.update(bufferPointer: $0) }
        }

        func finish() -> SHA256Digest { SHA256Digest(bytes: Array(function.finalize())) }
    }
}
