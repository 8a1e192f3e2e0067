/// A folder of PNG files by class.
enum ImageFolder {
    /// Class folders under `train` and `test`, or under the names of other tools; what is missing is nil.
    case parts(directory: String, train: ClassFolders?, test: ClassFolders?)
    /// Class folders alone, to be cut in two.
    case undivided(ClassFolders)

    /// Looks what `directory` is; nil where it is no such folder, or none at all.
    ///
    /// - Throws: `ImageFolderError.notADigit` or `UnreadableFile`.
    init?(_ directory: String) throws {
        let listing = try FolderListing(directory)
        func part(_ names: [String]) throws -> ClassFolders? {
            for name in names where listing.folders.contains(name) {
                if let part = try ClassFolders(listing.path(of: name)) { return part }
            }
            return nil
        }
        let (train, test) = (try part(["train", "training"]), try part(["test", "testing"]))
        if train != nil || test != nil {
            self = .parts(directory: directory, train: train, test: test)
        } else if let classes = try ClassFolders(directory) {
            self = .undivided(classes)
        } else {
            return nil
        }
    }

    /// The test part: one of two folders, or a share of the only one.
    func test() throws -> LabelledImages {
        switch self {
        case .parts(let directory, _, let test):
            guard let test else { throw ImageFolderError.noTestPart(folder: directory) }
            return try test.images()
        case .undivided(let classes):
            return try Self.cut(classes).test
        }
    }

    /// Both parts.
    func trainAndTest() throws -> (train: LabelledImages, test: LabelledImages) {
        switch self {
        case .parts(let directory, let train, _):
            guard let train else { throw ImageFolderError.noTrainingPart(folder: directory) }
            // The cheap check first: whether there is a test part at all.
            let test = try test()
            return (try train.images(), test)
        case .undivided(let classes):
            return try Self.cut(classes)
        }
    }

    /// All images that are not kept apart as `test`.
    func allTraining() throws -> LabelledImages {
        switch self {
        case .parts(let directory, let train, _):
            guard let train else { throw ImageFolderError.noTrainingPart(folder: directory) }
            return try train.images()
        case .undivided(let classes):
            return try classes.images()
        }
    }

    /// All images of a folder that is there to test with.
    func allTest() throws -> LabelledImages {
        if case .undivided(let classes) = self { return try classes.images() }
        return try test()
    }

    /// Of an undivided folder, the share of each class that is kept for the test.
    static let testShare = 0.15

    /// Cuts a folder in two by content, so that `fit` and `evaluate` agree, files may be renamed, and copies of a
    /// picture lie on the same side.
    private static func cut(
        _ classes: ClassFolders
    ) throws -> (train: LabelledImages, test: LabelledImages) {
        let images = try classes.images()
        let split = StratifiedSplit(of: images, validationShare: testShare)
        guard !split.validation.isEmpty, !split.training.isEmpty else {
            throw ImageFolderError.tooFewToSplit(folder: classes.folder)
        }
        return (images.subset(split.training), images.subset(split.validation))
    }
}
