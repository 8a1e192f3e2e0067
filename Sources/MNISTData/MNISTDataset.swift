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
        throw IDXError.notFound(directory: directory, name: "train-images-idx3-ubyte")
    }

    /// Reads the test part alone: two files, the same rules as `load(from:)`.
    ///
    /// - Throws: `IDXError` or `GzipError`.
    public static func loadTest(from directory: String) throws -> LabelledImages {
        throw IDXError.notFound(directory: directory, name: "t10k-images-idx3-ubyte")
    }
}
