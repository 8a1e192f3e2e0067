/// Why bytes are not an array of NumPy's that can be used.
public enum NumPyError: Error, Equatable, CustomStringConvertible {
    case notAnArray
    case unknownVersion(Int)
    case badHeader
    case unknownElementType(String)
    case sizeMismatch(shape: [Int], bytes: Int)

    public var description: String {
        switch self {
        case .notAnArray: "it is no .npy array"
        case .unknownVersion(let version): "it is of version \(version) of the format; 1 to 3 are read"
        case .badHeader: "its header is not that of an array of numbers"
        case .unknownElementType(let type):
            "its elements are \"\(type)\"; float16, float32 and float64 are read, least significant byte first"
        case .sizeMismatch(let shape, let bytes): "\(bytes) bytes are not what its shape \(shape) takes"
        }
    }
}
