import Neural

/// Why bytes are not a safetensors file that can be used.
public enum SafeTensorsError: Error, Equatable, CustomStringConvertible {
    case truncated(expected: Int, actual: Int)
    case headerTooLong(UInt64)
    case badHeader(String)
    case unknownType(tensor: String, dtype: String)
    case badShape(tensor: String, shape: [Int])
    case badOffsets(tensor: String, offsets: [Int])
    case overlapping(tensor: String)
    case gap(before: String)
    case sizeMismatch(tensor: String, shape: [Int], bytes: Int)
    case trailingBytes(Int)
    case notFinite(tensor: String, index: Int)

    public var description: String {
        switch self {
        case .truncated(let expected, let actual):
            "it is cut short: \(expected) bytes are needed, \(actual) are there"
        case .headerTooLong(let length): "it is no safetensors file: it claims a header of \(length) bytes"
        case .badHeader(let reason): "its header is not the JSON of a safetensors file (\(reason))"
        case .unknownType(let tensor, let dtype):
            "\(tensor) is of type \(dtype), only \(WeightFormat.allCases.map(\.dtype).joined(separator: ", ")) are read"
        case .badShape(let tensor, let shape): "\(tensor) has the impossible shape \(shape)"
        case .badOffsets(let tensor, let offsets): "\(tensor) has the impossible offsets \(offsets)"
        case .overlapping(let tensor): "\(tensor) overlaps the tensor before it"
        case .gap(let tensor): "there are unused bytes before \(tensor)"
        case .sizeMismatch(let tensor, let shape, let bytes):
            "\(tensor) has \(bytes) bytes, which is not what its shape \(shape) takes"
        case .trailingBytes(let count): "\(count) bytes follow the last tensor"
        case .notFinite(let tensor, let index): "\(tensor) holds NaN or infinity at index \(index)"
        }
    }
}
