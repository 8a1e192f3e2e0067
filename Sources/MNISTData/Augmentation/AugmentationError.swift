/// Why a description of an augmentation is refused.
public enum AugmentationError: Error, Equatable, CustomStringConvertible {
    case unknownField(String, known: [String])
    case outOfRange(field: String, value: Float, range: ClosedRange<Float>, unit: String)

    public var description: String {
        switch self {
        case .unknownField(let name, let known):
            "the augmentation has no \"\(name)\"; it takes \(known.joined(separator: ", "))"
        case .outOfRange(let field, let value, let range, let unit):
            "--\(field.split(separator: "_").joined(separator: "-")) (\"\(field)\" in a recipe) is \(value), "
                + "it must be in \(range.lowerBound)...\(range.upperBound)" + (unit.isEmpty ? "" : " \(unit)")
        }
    }
}
