/// What a published file must be.
struct PublishedContent: Sendable {
    /// What a digest is of.
    enum Digested: Sendable {
        /// The content, however it was compressed.
        case content
        /// The `.gz` file, byte for byte.
        case compressedFile
    }

    /// Bytes, uncompressed.
    let size: Int
    /// SHA-256, 64 hexadecimal digits.
    let digest: String
    /// What `digest` is of.
    var digested = Digested.content
}
