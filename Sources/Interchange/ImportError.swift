public import DigitModel

/// Why a file of weights cannot be made a checkpoint.
public enum ImportError: Error, Equatable, CustomStringConvertible {
    /// A tensor whose shape is not the architecture's.
    public struct Misshapen: Sendable, Equatable {
        public let tensor: String
        /// What the architecture needs, in PyTorch's order of dimensions.
        public let expected: [Int]
        /// What the file has.
        public let actual: [Int]
    }

    case unreadable(path: String, reason: String)
    case refused(path: String, reason: String)
    case tooLarge(bytes: Int, limit: Int)
    case unknownFormat
    case legacyPyTorch
    case notSafeTensors(SafeTensorsError)
    case badZip(ZipError)
    case badPickle(PickleError)
    case badArray(entry: String, NumPyError)
    case bigEndian
    case noStateDict(keys: [String])
    case notTensors(keys: [String])
    case badTensor(String)
    case unknownElementType(tensor: String, type: String)
    case mismatch(architecture: String, missing: [String], unexpected: [String], misshapen: [Misshapen])
    case notFloatingPoint(tensor: String)
    case notFinite(tensor: String, index: Int)
    case overflow
    case ambiguousRename(String)
    case idleRename(String, tensors: [String])

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .refused(let path, let reason): "\(path) is refused: \(reason)"
        case .tooLarge(let bytes, let limit): "it has \(bytes) bytes, more than the \(limit) that are read"
        case .unknownFormat: "it is neither a PyTorch file, nor .npz, nor safetensors"
        case .legacyPyTorch:
            "it is of PyTorch's format before 1.6; convert it in Python: "
                + "torch.save(torch.load(\"old.pt\", map_location=\"cpu\", weights_only=True), \"new.pt\")"
        case .notSafeTensors(let error): error.description
        case .badZip(let error): error.description
        case .badPickle(let error): error.description
        case .badArray(let entry, let error): "\(entry) in its archive is refused: \(error)"
        case .bigEndian:
            "its numbers have their most significant byte first; save it on a little-endian machine"
        case .noStateDict(let keys):
            "it holds no state_dict, at its top or under state_dict, model_state_dict or model; "
                + (keys.isEmpty ? "it is no dictionary" : "its keys are \(keys.joined(separator: ", "))")
        case .notTensors(let keys):
            "its state_dict holds what is no tensor: \(keys.joined(separator: ", "))"
        case .badTensor(let tensor): "\(tensor) lies outside of the bytes that hold it"
        case .unknownElementType(let tensor, let type):
            "\(tensor) is of type \(type); float16, bfloat16, float32 and float64 are read"
        case .mismatch(let architecture, let missing, let unexpected, let misshapen):
            "its tensors are not those of \(architecture): "
                + Self.differences(missing, unexpected, misshapen).joined(separator: "; ")
        case .notFloatingPoint(let tensor):
            "\(tensor) holds integers; weights are floating-point numbers"
        case .notFinite(let tensor, let index):
            "\(tensor) holds NaN, infinity or what is too large for float32 at index \(index)"
        case .overflow: "its answers are not numbers: these weights were not trained for this input"
        case .ambiguousRename(let words): "--rename \(words) gives two of its tensors one name"
        case .idleRename(let words, let tensors):
            "--rename \(words) fits none of its tensors; there are \(Self.listed(tensors))"
        }
    }

    /// As many names as a person reads.
    private static func listed(_ names: [String]) -> String {
        let shown = names.prefix(40).joined(separator: ", ")
        return names.count > 40 ? shown + " and \(names.count - 40) more" : shown
    }

    private static func differences(
        _ missing: [String], _ unexpected: [String], _ misshapen: [Misshapen]
    ) -> [String] {
        var parts: [String] = []
        if !missing.isEmpty { parts.append("it lacks \(missing.joined(separator: ", "))") }
        if !unexpected.isEmpty {
            parts.append("it has \(unexpected.joined(separator: ", ")), which the network has not")
        }
        parts += misshapen.map { "\($0.tensor) has the shape \($0.actual), not \($0.expected)" }
        return parts
    }
}
