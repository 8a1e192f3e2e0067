/// MNIST, or labelled images in its place, in memory.
public struct MNISTDataset: Sendable {
    /// The part to learn from: 60,000 images in MNIST.
    public let train: LabelledImages
    /// The part to report on, never to choose by: 10,000 images in MNIST, of the same size as those in `train`.
    public let test: LabelledImages
    /// What was loaded, as 64 hexadecimal digits, whatever the compression.
    ///
    /// SHA-256 over the concatenated 32-byte SHA-256 digests of the four uncompressed IDX files, in the order
    /// training images, training labels, test images, test labels; of PNG files, over those of the IDX files that
    /// would hold the same images in the order of loading.
    public let digest: String
    /// What the classes 0 to 9 are.
    public let classNames: [String]

    /// Takes two parts that belong together.
    ///
    /// - Precondition: their images are of the same size.
    init(
        train: LabelledImages, test: LabelledImages, digest: String,
        classNames: [String] = PublicDataset.mnist.classNames
    ) {
        precondition((train.width, train.height) == (test.width, test.height), "one size of image")
        self.train = train
        self.test = test
        self.digest = digest
        self.classNames = classNames
    }

    /// Reads a folder: IDX files, else PNG files by class.
    ///
    /// - IDX: four files, each plain or gzipped (plain is preferred), under the customary names, with `-` or `.`
    ///   before `idx`: `train-images-idx3-ubyte.gz`, `t10k-labels.idx1-ubyte`; else under any name that only one
    ///   file of the folder may be called by, such as `emnist-digits-test-images-idx3-ubyte`. Images may have any
    ///   size, labels are 0 to 9, and the content need not be MNIST's own.
    /// - PNG: `train/0/*.png` to `test/9/*.png`, or `0/*.png` to `9/*.png`, of which 15 % of each class are the test
    ///   part, drawn by their content. A picture of 28x28 is taken as it is, light ink on dark; every other goes the
    ///   road of a served picture. Images are in the order of label and file name.
    ///
    /// - Parameters:
    ///   - dataset: what the folder is to hold; files that are MNIST's are refused in place of another's.
    ///   - test: another folder of either kind, whose test images, or all that it has, are the test part.
    /// - Throws: `IDXError`, `GzipError`, `ImageFolderError` or `UnreadableFile`.
    public static func load(
        from directory: String, as dataset: PublicDataset = .mnist, test: String? = nil
    ) throws -> MNISTDataset {
        let folder = try DataFolder(directory, as: dataset)
        let (train, test) =
            if let test { (try folder.train(), try DataFolder(test, as: dataset).allTest()) } else {
                try folder.trainAndTest()
            }
        let sizes = [train.images, test.images].map { [$0.height, $0.width] }
        guard sizes[0] == sizes[1] else {
            throw IDXError.sizeMismatch(directory: directory, train: sizes[0], test: sizes[1])
        }
        return MNISTDataset(
            train: train.images, test: test.images, digest: Self.digest(of: train.digests + test.digests),
            classNames: dataset.classNames)
    }

    /// The same with rows and columns of every image exchanged, and the digest of that.
    public func transposed() -> MNISTDataset {
        let (train, test) = (train.transposed(), test.transposed())
        return MNISTDataset(
            train: train, test: test, digest: Self.digest(of: train.fileDigests + test.fileDigests),
            classNames: classNames)
    }

    private static func digest(of files: [SHA256Digest]) -> String {
        var hasher = SHA256Digest.Hasher()
        for file in files { hasher.update(file.bytes) }
        return hasher.finish().hexadecimal
    }

    /// Reads the test part alone, by the rules of `load(from:as:test:)`.
    ///
    /// - Throws: as that does.
    public static func loadTest(
        from directory: String, as dataset: PublicDataset = .mnist, test: String? = nil
    ) throws -> LabelledImages {
        if let test { return try DataFolder(test, as: dataset).allTest().images }
        return try DataFolder(directory, as: dataset).test().images
    }
}
