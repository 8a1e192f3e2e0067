/// The MNIST database, or a drop-in of the same shape, in memory.
public struct MNISTDataset: Sendable {
    /// The part to learn from: 60,000 images in MNIST.
    public let train: LabelledImages
    /// The part to report on, never to choose by: 10,000 images in MNIST.
    public let test: LabelledImages
    /// What was loaded, as 64 hexadecimal digits, whatever the compression.
    ///
    /// SHA-256 over the concatenated 32-byte SHA-256 digests of the four uncompressed files, in the order
    /// training images, training labels, test images, test labels.
    public let digest: String

    /// Reads the four files of a folder, each plain or gzipped (plain is preferred).
    ///
    /// The customary names are found, with `-` or `.` before `idx`: `train-images-idx3-ubyte.gz`,
    /// `t10k-labels.idx1-ubyte`. Images must be 28x28 and labels digits; the content need not be MNIST's
    /// own, so that Fashion-MNIST or a small sample loads too.
    ///
    /// - Throws: `IDXError` or `GzipError`.
    public static func load(from directory: String) throws -> MNISTDataset {
        let train = try pair(.trainImages, .trainLabels, in: directory)
        let test = try pair(.testImages, .testLabels, in: directory)
        var hasher = SHA256Digest.Hasher()
        for digest in train.digests + test.digests { hasher.update(digest.bytes) }
        return MNISTDataset(train: train.part, test: test.part, digest: hasher.finish().hexadecimal)
    }

    /// Reads the test part alone: two files, the same rules as `load(from:)`.
    ///
    /// - Throws: `IDXError` or `GzipError`.
    public static func loadTest(from directory: String) throws -> LabelledImages {
        try pair(.testImages, .testLabels, in: directory).part
    }

    /// Images and labels that agree, and the digests of their files in that order.
    private static func pair(
        _ imageFile: MNISTFile, _ labelFile: MNISTFile, in directory: String
    ) throws -> (part: LabelledImages, digests: [SHA256Digest]) {
        let (labelPath, labels) = try labelFile.read(in: directory)
        if let index = labels.elements.firstIndex(where: { $0 > 9 }) {
            throw IDXError.labelOutOfRange(file: labelPath, index: index, label: labels.elements[index])
        }
        let (imagePath, images) = try imageFile.read(in: directory)
        guard images.itemCount == labels.itemCount else {
            throw IDXError.countMismatch(
                images: imagePath, labels: labelPath, imageCount: images.itemCount,
                labelCount: labels.itemCount)
        }
        let part = LabelledImages(
            width: imageFile.itemShape[1], height: imageFile.itemShape[0], pixels: images.elements,
            labels: labels.elements)
        return (part, [images.digest, labels.digest])
    }
}
