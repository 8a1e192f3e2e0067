/// How one number of a tensor is stored, least significant byte first.
enum ElementType: Sendable, Equatable {
    case float16, bfloat16, float32, float64
    case int8, int16, int32, int64, uint8, boolean

    /// Bytes of one element.
    var size: Int {
        switch self {
        case .int8, .uint8, .boolean: 1
        case .float16, .bfloat16, .int16: 2
        case .float32, .int32: 4
        case .float64, .int64: 8
        }
    }

    /// The float32 nearest to one element; nil for types that are not floating-point, which no weight has.
    func float(_ bytes: ArraySlice<UInt8>) -> Float? {
        switch self {
        case .float16: Float(Float16(bitPattern: UInt16(littleEndianBytes: bytes)))
        case .bfloat16: Float(bitPattern: UInt32(UInt16(littleEndianBytes: bytes)) << 16)
        case .float32: Float(bitPattern: UInt32(littleEndianBytes: bytes))
        case .float64: Float(Double(bitPattern: UInt64(littleEndianBytes: bytes)))
        case .int8, .int16, .int32, .int64, .uint8, .boolean: nil
        }
    }

    /// By the name of PyTorch's storage of it, such as `FloatStorage`.
    init?(torchStorage name: String) {
        switch name {
        case "HalfStorage": self = .float16
        case "BFloat16Storage": self = .bfloat16
        case "FloatStorage": self = .float32
        case "DoubleStorage": self = .float64
        case "CharStorage": self = .int8
        case "ShortStorage": self = .int16
        case "IntStorage": self = .int32
        case "LongStorage": self = .int64
        case "ByteStorage": self = .uint8
        case "BoolStorage": self = .boolean
        default: return nil
        }
    }

    /// By NumPy's description of it, such as `<f4`.
    init?(numPy description: String) {
        switch description {
        case "<f2": self = .float16
        case "<f4": self = .float32
        case "<f8": self = .float64
        case "|i1": self = .int8
        case "<i2": self = .int16
        case "<i4": self = .int32
        case "<i8": self = .int64
        case "|u1": self = .uint8
        case "|b1": self = .boolean
        default: return nil
        }
    }

    /// By its name in a safetensors header, such as `F32`.
    init?(safeTensors name: String) {
        switch name {
        case "F16": self = .float16
        case "BF16": self = .bfloat16
        case "F32": self = .float32
        case "F64": self = .float64
        case "I8": self = .int8
        case "I16": self = .int16
        case "I32": self = .int32
        case "I64": self = .int64
        case "U8": self = .uint8
        case "BOOL": self = .boolean
        default: return nil
        }
    }
}
