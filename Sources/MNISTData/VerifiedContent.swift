/// A download's compressed bytes, decompressed and compared with what is published, without keeping them.
struct VerifiedContent: ~Copyable {
    private let expected: PublishedContent
    private var decoder: GzipDecoder
    private var hasher = SHA256Digest.Hasher()

    /// Prepares for a download whose content is to be `expected`; `file` is its name, for errors.
    init(_ expected: PublishedContent, file: String) throws(GzipError) {
        self.expected = expected
        decoder = try GzipDecoder(file: file, limit: expected.size)
    }

    /// Takes the next compressed bytes.
    ///
    /// - Throws: `MirrorFailure.Reason.damaged` as soon as they cannot be right.
    mutating func append(_ piece: [UInt8]) throws {
        if expected.digested == .compressedFile { hasher.update(piece) }
        do {
            try decoder.decode(piece) { if expected.digested == .content { hasher.update($0) } }
        } catch let error as GzipError {
            throw MirrorFailure.Reason.damaged(error)
        }
    }

    /// Call after the last bytes.
    ///
    /// - Throws: `MirrorFailure.Reason` where the content is not complete, or not the one published.
    func finish() throws(MirrorFailure.Reason) {
        do {
            try decoder.finish()
        } catch {
            throw .damaged(error)
        }
        let digest = hasher.finish().hexadecimal
        guard digest == expected.digest else {
            throw .wrongDigest(expected: expected.digest, actual: digest)
        }
    }
}
