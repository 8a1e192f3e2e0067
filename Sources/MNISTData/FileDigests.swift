/// By what a file is recognised as a published one.
struct FileDigests: Equatable, Sendable {
    /// Of what it holds.
    let content: SHA256Digest
    /// Of the file itself, byte for byte, where it is compressed.
    let compressedFile: SHA256Digest?
}

extension PublishedContent {
    /// Whether the file with these digests is the published one; a digest of the compressed file can only be met by
    /// that.
    func isMet(by digests: FileDigests) -> Bool {
        switch digested {
        case .content: digests.content.hexadecimal == digest
        case .compressedFile: digests.compressedFile?.hexadecimal == digest
        }
    }
}

extension PublicDataset {
    /// The set that the file with these digests is published in; nil if it is none's.
    static func holding(_ file: MNISTFile, with digests: FileDigests) -> PublicDataset? {
        allCases.first { $0.published(file).isMet(by: digests) }
    }
}
