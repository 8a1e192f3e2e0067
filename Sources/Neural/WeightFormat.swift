/// How the numbers of a kernel or matrix are stored. What is computed with them is float32.
public enum WeightFormat: String, Sendable, CaseIterable {
    case float32
    /// IEEE 754 binary16: 11 significant bits.
    case float16
    /// Whole numbers from -127 to 127, which a scale for every output multiplies.
    case int8

    /// Bytes of one number.
    public var size: Int {
        switch self {
        case .float32: 4
        case .float16: 2
        case .int8: 1
        }
    }
}
