/// Why a file is not the IDX file it should be; every case names the file.
public enum IDXError: Error, Equatable, Sendable {
    /// None of the customary names of this file is in the folder.
    case notFound(directory: String, name: String)
    /// The folder holds other things, and no data of either form.
    case noData(directory: String, found: [String])
    /// None of the customary names, and several others that may be this file's.
    case ambiguous(directory: String, name: String, found: [String])
    /// The first two bytes, always zero in IDX, are not; all four bytes of the magic number are given.
    case badMagic(file: String, found: [UInt8])
    /// The elements are not unsigned bytes (type code 0x08).
    case wrongType(file: String, found: UInt8)
    /// Not as many dimensions as this kind of file has: 3 for images, 1 for labels.
    case wrongDimensionCount(file: String, expected: Int, actual: Int)
    /// The images have a side longer than is read, in pixels.
    case itemTooLarge(file: String, actual: [Int], limit: Int)
    /// The header declares no element at all.
    case empty(file: String)
    /// The header declares more items than a file of this role may have.
    case tooManyItems(file: String, declared: Int, limit: Int)
    /// The content ends before the header, or what the header declares, is complete; sizes in bytes.
    case truncated(file: String, expected: Int, actual: Int)
    /// The content goes on after what the header declares; the expected size in bytes.
    case trailingBytes(file: String, expected: Int)
    /// A label is not a digit.
    case labelOutOfRange(file: String, index: Int, label: UInt8)
    /// The test images are not of the training images' size.
    case sizeMismatch(directory: String, train: [Int], test: [Int])
    /// The content is that of another data set than the one asked for, by their titles.
    case otherDataset(file: String, expected: String, actual: String)
    /// The file is not the published one that it is named after, so that nothing may be fetched to stand beside it.
    case notAsPublished(file: String, missing: String)
    /// There are not as many labels as images.
    case countMismatch(images: String, labels: String, imageCount: Int, labelCount: Int)
}

extension IDXError: CustomStringConvertible {
    /// What is wrong with which file, for a person.
    public var description: String {
        switch self {
        case .notFound(let directory, let name):
            "\(directory): no \(name) here, neither plain nor .gz"
        case .noData(let directory, let found):
            "\(directory): no data here, but \(found.prefix(3).joined(separator: ", "))"
                + (found.count > 3 ? " and \(found.count - 3) more" : "")
                + "; IDX files (\(MNISTFile.trainImages.name) and so on, or their .gz) are expected, or folders 0 to 9"
                + " of PNG files; into a new or empty folder MNIST is downloaded"
        case .ambiguous(let directory, let name, let found):
            "\(directory): which file is \(name)? \(found.joined(separator: ", ")) may be; leave one there"
        case .badMagic(let file, let found):
            "\(file): not an IDX file: it begins with \(found), IDX with two zero bytes"
        case .wrongType(let file, let found):
            "\(file): elements of type code \(found), expected unsigned bytes (8)"
        case .wrongDimensionCount(let file, let expected, let actual):
            "\(file): \(actual) dimensions, expected \(expected)"
        case .itemTooLarge(let file, let actual, let limit):
            "\(file): images of \(text(actual)), a side may have at most \(limit) pixels"
        case .empty(let file):
            "\(file): the header declares no data"
        case .tooManyItems(let file, let declared, let limit):
            "\(file): the header declares \(declared) items, at most \(limit) are read"
        case .truncated(let file, let expected, let actual):
            "\(file): truncated: \(actual) bytes of \(expected)"
        case .trailingBytes(let file, let expected):
            "\(file): goes on after the \(expected) bytes its header declares"
        case .labelOutOfRange(let file, let index, let label):
            "\(file): label \(index) is \(label), expected 0 to 9"
        case .sizeMismatch(let directory, let train, let test):
            "\(directory): training images of \(text(train)) but test images of \(text(test))"
        case .otherDataset(let file, let expected, let actual):
            "\(file): this is \(actual), not \(expected); name another folder with --data"
        case .notAsPublished(let file, let missing):
            "\(file): not the file of that name in the set asked for, so its \(missing) is not fetched to stand beside"
                + " it; name another folder with --data, or put \(missing) there"
        case .countMismatch(let images, let labels, let imageCount, let labelCount):
            "\(images) has \(imageCount) images but \(labels) has \(labelCount) labels"
        }
    }
}

/// A shape as people write it: `28x28`.
private func text(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: "x") }
