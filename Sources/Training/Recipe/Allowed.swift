/// What a field of a recipe may be.
struct Allowed<Value: Sendable>: Sendable {
    /// As it follows "it must be", such as "in 0...1".
    let words: String
    let holds: @Sendable (Value) -> Bool

    init(_ words: String, _ holds: @escaping @Sendable (Value) -> Bool) {
        self.words = words
        self.holds = holds
    }

    /// The same, or null.
    static func orNull<Wrapped>(_ allowed: Allowed<Wrapped>) -> Self where Value == Wrapped? {
        Allowed("\(allowed.words), or null") { $0.map(allowed.holds) ?? true }
    }
}

extension Allowed where Value: Comparable {
    static func within(_ range: ClosedRange<Value>, _ unit: String? = nil) -> Self {
        Allowed(words(range.lowerBound, "...", range.upperBound, unit)) { range.contains($0) }
    }

    static func within(_ range: Range<Value>) -> Self {
        Allowed(words(range.lowerBound, "..<", range.upperBound, nil)) { range.contains($0) }
    }

    /// Whole bounds without their point.
    private static func words(_ low: Value, _ dots: String, _ high: Value, _ unit: String?) -> String {
        let bounds = [low, high].map { bound in
            let text = "\(bound)"
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
        return "in \(bounds[0])\(dots)\(bounds[1])" + (unit.map { " " + $0 } ?? "")
    }
}

extension Allowed<Int> {
    static func atLeast(_ least: Int, _ unit: String) -> Self {
        Allowed("at least \(least) \(unit)") { $0 >= least }
    }
}

extension Allowed<Float> {
    /// Finite, as all numbers here.
    static func above(_ bound: Int) -> Self {
        Allowed("above \(bound)") { $0 > Float(bound) && $0.isFinite }
    }

    static func atLeast(_ least: Int) -> Self {
        Allowed("\(least) or more") { $0 >= Float(least) && $0.isFinite }
    }
}

extension Allowed<String> {
    static func oneOf(_ names: [String]) -> Self {
        Allowed("one of \(names.joined(separator: ", "))") { names.contains($0) }
    }
}

extension Allowed where Value: CaseIterable & RawRepresentable<String> {
    /// Any case, by its name.
    static var oneOfAll: Self {
        Allowed("one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))") { _ in true }
    }
}
