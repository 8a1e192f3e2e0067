import FoundationEssentials
import Neural

/// The types of a safetensors file, their values little-endian.
extension WeightFormat {
    /// What a header calls it.
    var dtype: String {
        switch self {
        case .float32: "F32"
        case .float16: "F16"
        case .int8: "I8"
        }
    }

    init?(dtype: String) {
        guard let format = Self.allCases.first(where: { $0.dtype == dtype }) else { return nil }
        self = format
    }

    /// The value of `size` bytes.
    func value(_ bytes: ArraySlice<UInt8>) -> Float {
        let bits = bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return switch self {
        case .float32: Float(bitPattern: bits)
        case .float16: Float(Float16(bitPattern: UInt16(truncatingIfNeeded: bits)))
        case .int8: Float(Int8(truncatingIfNeeded: bits))
        }
    }

    /// Writes the bytes of a value that this type holds exactly.
    func append(_ value: Float, to file: inout Data) {
        let bits =
            switch self {
            case .float32: value.bitPattern
            case .float16: UInt32(Float16(value).bitPattern)
            case .int8: UInt32(UInt8(bitPattern: Int8(value)))
            }
        for shift in stride(from: 0, to: 8 * size, by: 8) {
            file.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
    }
}
