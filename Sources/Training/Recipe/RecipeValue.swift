/// What a field of a recipe can hold, to and from JSON.
public protocol RecipeValue: Sendable {
    /// What it is, where that is not clear from what it may be: words that stand before those, such as "a number".
    static var typeWords: String? { get }
    /// Nil where `json` is something else.
    init?(json: JSONValue)
    var json: JSONValue { get }
}

extension RecipeValue {
    public static var typeWords: String? { nil }
}

extension Int: RecipeValue {
    public static var typeWords: String? { "a whole number" }
    public init?(json: JSONValue) {
        guard case .integer(let value) = json else { return nil }
        self.init(exactly: value)
    }
    public var json: JSONValue { .integer(Int128(self)) }
}

extension UInt64: RecipeValue {
    public static var typeWords: String? { "a whole number" }
    public init?(json: JSONValue) {
        guard case .integer(let value) = json else { return nil }
        self.init(exactly: value)
    }
    public var json: JSONValue { .integer(Int128(self)) }
}

extension Float: RecipeValue {
    public static var typeWords: String? { "a number" }
    public init?(json: JSONValue) {
        switch json {
        case .integer(let value): self = Float(value)
        case .number(let value): self = Float(value)
        default: return nil
        }
        // Beyond a float, though not beyond a double.
        if !isFinite { return nil }
    }
    /// The fewest digits that give this float again: 0.1 is not to stand as 0.10000000149011612.
    public var json: JSONValue { .number(Double("\(self)") ?? Double(self)) }
}

extension Bool: RecipeValue {
    public init?(json: JSONValue) {
        guard case .bool(let value) = json else { return nil }
        self = value
    }
    public var json: JSONValue { .bool(self) }
}

extension String: RecipeValue {
    public init?(json: JSONValue) {
        guard case .text(let value) = json else { return nil }
        self = value
    }
    public var json: JSONValue { .text(self) }
}

extension Array: RecipeValue where Element: RecipeValue {
    public init?(json: JSONValue) {
        guard case .list(let values) = json else { return nil }
        self = values.compactMap(Element.init(json:))
        if count != values.count { return nil }
    }
    public var json: JSONValue { .list(map(\.json)) }
}

extension Optional: RecipeValue where Wrapped: RecipeValue {
    public static var typeWords: String? { Wrapped.typeWords }
    public init?(json: JSONValue) {
        if json == .null {
            self = nil
        } else if let value = Wrapped(json: json) {
            self = .some(value)
        } else {
            return nil
        }
    }
    public var json: JSONValue { self?.json ?? .null }
}

extension RecipeValue where Self: RawRepresentable<String> {
    public init?(json: JSONValue) {
        guard case .text(let name) = json else { return nil }
        self.init(rawValue: name)
    }
    public var json: JSONValue { .text(rawValue) }
}
