/// Why a file is not the IDX file it should be; every case names the file.
public enum IDXError: Error, Equatable, Sendable {
    /// None of the customary names of this file is in the folder.
    case notFound(directory: String, name: String)
    /// The operating system would not open or read it.
    case unreadable(file: String, reason: String)
    /// The first two bytes, always zero in IDX, are not; all four bytes of the magic number are given.
    case badMagic(file: String, found: [UInt8])
    /// The elements are not unsigned bytes (type code 0x08).
    case wrongType(file: String, found: UInt8)
    /// Not as many dimensions as this kind of file has: 3 for images, 1 for labels.
    case wrongDimensionCount(file: String, expected: Int, actual: Int)
    /// The items, 28x28 images for example, are not of the size asked for.
    case wrongItemShape(file: String, expected: [Int], actual: [Int])
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
    /// There are not as many labels as images.
    case countMismatch(images: String, labels: String, imageCount: Int, labelCount: Int)
}

extension IDXError: CustomStringConvertible {
    /// What is wrong with which file, for a person.
    public var description: String {
        switch self {
        case .notFound(let directory, let name):
            "\(directory): no \(name) here, neither plain nor .gz"
        case .unreadable(let file, let reason):
            "\(file): cannot be read: \(reason)"
        case .badMagic(let file, let found):
            "\(file): not an IDX file: it begins with \(found), IDX with two zero bytes"
        case .wrongType(let file, let found):
            "\(file): elements of type code \(found), expected unsigned bytes (8)"
        case .wrongDimensionCount(let file, let expected, let actual):
            "\(file): \(actual) dimensions, expected \(expected)"
        case .wrongItemShape(let file, let expected, let actual):
            "\(file): items of \(text(actual)) elements, expected \(text(expected))"
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
        case .countMismatch(let images, let labels, let imageCount, let labelCount):
            "\(images) has \(imageCount) images but \(labels) has \(labelCount) labels"
        }
    }
}

/// A shape as people write it: `28x28`.
private func text(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: "x") }
