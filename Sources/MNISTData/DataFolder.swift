/// A folder with data, in one of the forms that are read.
enum DataFolder {
    /// IDX files.
    case files(directory: String, PublicDataset)
    /// PNG files by class.
    case pictures(ImageFolder)

    /// Images with the digests of the two IDX files that hold them, or would.
    typealias Part = (images: LabelledImages, digests: [SHA256Digest])

    /// Looks what `directory` is; one that is neither is taken for IDX files, all missing.
    init(_ directory: String, as dataset: PublicDataset) throws {
        let hasFiles = try MNISTFile.allCases.contains { try $0.locate(in: directory) != nil }
        if !hasFiles, let pictures = try ImageFolder(directory) {
            self = .pictures(pictures)
        } else {
            self = .files(directory: directory, dataset)
        }
    }

    /// The training part and the test part.
    func trainAndTest() throws -> (train: Part, test: Part) {
        switch self {
        case .files: return (try train(), try test())
        case .pictures(let folder):
            let (train, test) = try folder.trainAndTest()
            return ((train, train.fileDigests), (test, test.fileDigests))
        }
    }

    /// All there is to learn from, where the test part lies elsewhere.
    func train() throws -> Part {
        switch self {
        case .files(let directory, let dataset):
            return try Self.pair(.trainImages, .trainLabels, in: directory, as: dataset)
        case .pictures(let folder):
            let images = try folder.allTraining()
            return (images, images.fileDigests)
        }
    }

    /// The test part.
    func test() throws -> Part {
        switch self {
        case .files(let directory, let dataset):
            return try Self.pair(.testImages, .testLabels, in: directory, as: dataset)
        case .pictures(let folder):
            let images = try folder.test()
            return (images, images.fileDigests)
        }
    }

    /// The test part of a folder that is there for nothing else.
    func allTest() throws -> Part {
        guard case .pictures(let folder) = self else { return try test() }
        let images = try folder.allTest()
        return (images, images.fileDigests)
    }

    /// Images and labels that agree, from IDX files.
    private static func pair(
        _ imageFile: MNISTFile, _ labelFile: MNISTFile, in directory: String, as dataset: PublicDataset
    ) throws -> Part {
        let (labelPath, labels) = try labelFile.read(in: directory, as: dataset)
        if let index = labels.elements.firstIndex(where: { $0 > 9 }) {
            throw IDXError.labelOutOfRange(file: labelPath, index: index, label: labels.elements[index])
        }
        let (imagePath, images) = try imageFile.read(in: directory, as: dataset)
        guard images.itemCount == labels.itemCount else {
            throw IDXError.countMismatch(
                images: imagePath, labels: labelPath, imageCount: images.itemCount,
                labelCount: labels.itemCount)
        }
        let part = LabelledImages(
            width: images.itemShape[1], height: images.itemShape[0], pixels: images.elements,
            labels: labels.elements)
        return (part, [images.digest, labels.digest])
    }
}
