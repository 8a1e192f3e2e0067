/// Why a folder of PNG files by class cannot be used; every case names the file or folder.
public enum ImageFolderError: Error, Equatable, Sendable {
    /// A folder with PNG files is not named after a digit.
    case notADigit(folder: String)
    /// The class folders hold no PNG file at all.
    case empty(folder: String)
    /// There is a folder of training images, but none of test images.
    case noTestPart(folder: String)
    /// There is a folder of test images, but none of training images.
    case noTrainingPart(folder: String)
    /// Every class has too few images to give one away for the test part.
    case tooFewToSplit(folder: String)
    /// So many files give no image; the first of them, in order.
    case unusable(folder: String, count: Int, first: [UnusablePicture])
    /// The 28x28 pictures, which are taken as they are, are dark ink on a light ground.
    case lightGround(folder: String)
    /// More images than are read.
    case tooMany(folder: String, count: Int, limit: Int)
}

extension ImageFolderError: CustomStringConvertible {
    /// What is wrong with which file and what to do, for a person.
    public var description: String {
        switch self {
        case .notADigit(let folder):
            "\(folder): a folder of PNG files that is not named after a digit, 0 to 9"
        case .empty(let folder):
            "\(folder): no PNG file in the folders 0 to 9"
        case .noTestPart(let folder):
            "\(folder): training images but no folder of test images; add test, or name one with --test"
        case .noTrainingPart(let folder):
            "\(folder): test images but no folder of training images; add train beside it"
        case .tooFewToSplit(let folder):
            "\(folder): too few images to keep some of each class for a test; name others with --test"
        case .unusable(let folder, let count, let first):
            "\(folder): of \(count) PNG file\(count == 1 ? "" : "s") no image can be made; "
                + "remove or mend what is named here:\n"
                + first.map { "  \($0)" }.joined(separator: "\n")
                + (count > first.count ? "\n  and \(count - first.count) more" : "")
        case .lightGround(let folder):
            "\(folder): dark ink on a light ground; pictures of 28x28 are taken as they are, light on dark"
        case .tooMany(let folder, let count, let limit):
            "\(folder): \(count) PNG files, at most \(limit) are read"
        }
    }
}
