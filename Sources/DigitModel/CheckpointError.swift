public import Neural

/// Why a checkpoint cannot be read or written.
public enum CheckpointError: Error, Equatable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    case refused(path: String, reason: String)
    case foreign(path: String, ForeignFormat)
    case otherClasses(path: String, classes: [String], first: String, firstClasses: [String])
    case notSafeTensors(SafeTensorsError)
    case missingMetadata(key: String)
    case badMetadata(key: String, value: String)
    case unknownFormat(version: String)
    case unknownArchitecture(String)
    case missingTensor(String)
    case unknownTensor(String)
    case wrongShape(tensor: String, expected: [Int], actual: [Int])
    case wrongType(tensor: String, expected: WeightFormat, actual: WeightFormat)
    case badScale(tensor: String, index: Int, value: Float)
    case asymmetric(tensor: String, index: Int)
    case goldenMismatch(difference: Float)

    /// Whether the caller named something wrong, rather than the work going wrong.
    public var isBadInput: Bool {
        if case .unwritable = self { false } else { true }
    }

    private static let remedy = "make it with `inkling-train fit`"

    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "cannot read the checkpoint \(path): \(reason); name one with --model, or \(Self.remedy)"
        case .unwritable(let path, let reason): "cannot write the checkpoint \(path): \(reason)"
        case .refused(let path, let reason): "the checkpoint \(path) is refused: \(reason)"
        case .foreign(let path, let format):
            "the checkpoint \(path) is refused: it is \(format.words(for: path))"
        case .otherClasses(let path, let classes, let first, let firstClasses):
            "the checkpoints \(first) and \(path) cannot answer together: the classes of the one are "
                + "\(firstClasses.joined(separator: ", ")), of the other \(classes.joined(separator: ", "))"
        case .notSafeTensors(let error): error.description
        case .missingMetadata(let key):
            "its metadata lacks \(key); \(Self.remedy), or of other weights with `inkling-train import`"
        case .badMetadata(let key, let value): "its metadata says \(key) = \"\(value)\", which cannot be used"
        case .unknownFormat(let version):
            "it has format version \(version), this program reads \(CheckpointMetadata.formatVersion)"
        case .unknownArchitecture(let name):
            "its architecture \"\(name)\" is none of \(Architecture.all.map(\.name).joined(separator: ", "))"
        case .missingTensor(let name): "it lacks the tensor \(name)"
        case .unknownTensor(let name): "it has the tensor \(name), which its architecture has not"
        case .wrongShape(let tensor, let expected, let actual):
            "\(tensor) has the shape \(actual), its architecture needs \(expected)"
        case .wrongType(let tensor, let expected, let actual):
            "\(tensor) is of type \(actual.dtype), by its metadata it should be of \(expected.dtype)"
        case .badScale(let tensor, let index, let value):
            "\(tensor) holds \(value) at index \(index), a scale must be above 0 and 127 times it finite"
        case .asymmetric(let tensor, let index):
            "\(tensor) holds -128 at index \(index), its numbers must be -127 to 127"
        case .goldenMismatch(let difference):
            "its weights do not give the answer recorded with them (off by \(difference)): it was altered"
        }
    }
}
