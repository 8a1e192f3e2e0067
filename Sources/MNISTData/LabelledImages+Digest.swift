extension LabelledImages {
    /// The SHA-256 digests of the two IDX files, images and labels, that would hold these.
    package var fileDigests: [SHA256Digest] {
        [Self.digest([count, height, width], pixels), Self.digest([count], labels)]
    }

    private static func digest(_ dimensions: [Int], _ elements: [UInt8]) -> SHA256Digest {
        var hasher = SHA256Digest.Hasher()
        hasher.update([0, 0, 0x08, UInt8(dimensions.count)])
        for size in dimensions {
            hasher.update([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) })
        }
        hasher.update(elements)
        return hasher.finish()
    }
}
