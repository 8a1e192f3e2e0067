public import Neural

/// Why a checkpoint cannot be quantised.
public enum QuantizationError: Error, Equatable, CustomStringConvertible {
    case alreadyQuantized(as: WeightFormat)
    case notNarrower(WeightFormat)
    case outOfRange(tensor: String, value: Float)

    public var description: String {
        switch self {
        case .alreadyQuantized(let format):
            "--model is quantised already, as \(format.rawValue); give the checkpoint that it was made from"
        case .notNarrower(let format): "--format is \(format.rawValue), it must be int8 or float16"
        case .outOfRange(let tensor, let value):
            "\(tensor) holds \(value), which float16 cannot: it ends at 65504; use --format int8"
        }
    }
}
