/// Folders 0 to 9, each with the PNG files of that class; classes may be missing.
///
/// Other files are passed over, and so are folders without PNG files that are not named after a digit.
struct ClassFolders {
    /// Where the class folders are.
    let folder: String
    /// Every PNG file with its label, ascending by label, then by name.
    private let files: [(path: String, label: UInt8)]

    /// Finds the files; nil where `folder` has no class folder.
    ///
    /// - Throws: `ImageFolderError.notADigit` or `UnreadableFile`.
    init?(_ folder: String) throws {
        let listing = try FolderListing(folder)
        var files: [(path: String, label: UInt8)] = []
        var hasClasses = false
        for name in listing.folders {
            let pictures = try FolderListing(listing.path(of: name))
            guard name.utf8.count == 1, let label = UInt8(name) else {
                if pictures.pictures.isEmpty { continue }
                throw ImageFolderError.notADigit(folder: listing.path(of: name))
            }
            hasClasses = true
            files += pictures.pictures.map { (pictures.path(of: $0), label) }
        }
        guard hasClasses else { return nil }
        self.folder = folder
        self.files = files
    }

    /// The most images that are read: EMNIST's, the largest set of its kind.
    private static let limit = 280_000

    /// How many of the files that cannot be used are named.
    private static let namedAtOnce = 10

    /// Reads every file, on all cores, as 28x28 images; all or none, so that what is trained on is never less than the
    /// folder holds.
    ///
    /// - Throws: `ImageFolderError`, which names the files that cannot be used, all at once.
    func images() throws -> LabelledImages {
        guard !files.isEmpty else { throw ImageFolderError.empty(folder: folder) }
        guard files.count <= Self.limit else {
            throw ImageFolderError.tooMany(folder: folder, count: files.count, limit: Self.limit)
        }
        let reader = PictureReader()
        let pieces = try concurrently(files.count, piece: 256) { range in
            var piece = PictureReader.Piece()
            for file in files[range] { reader.read(file.path, into: &piece) }
            return piece
        }
        let unusable = pieces.flatMap(\.unusable)
        guard unusable.isEmpty else {
            throw ImageFolderError.unusable(
                folder: folder, count: unusable.count, first: Array(unusable.prefix(Self.namedAtOnce)))
        }
        let (sum, count) = pieces.reduce(into: (0, 0)) { $0 = ($0.0 + $1.plainInk, $0.1 + $1.plainCount) }
        guard sum <= 128 * 784 * count else { throw ImageFolderError.lightGround(folder: folder) }
        return LabelledImages(
            width: PictureReader.side, height: PictureReader.side, pixels: pieces.flatMap(\.pixels),
            labels: files.map(\.label))
    }
}
