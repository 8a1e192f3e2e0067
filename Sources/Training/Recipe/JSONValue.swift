/// A JSON value as a tree, for settings that are looked at one by one.
public enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int128)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue: CustomStringConvertible {
    /// For a person: a text in quotes, an object as such.
    public var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .text(let value): "\"\(value)\""
        case .list(let values): "[\(values.map(\.description).joined(separator: ", "))]"
        case .object: "an object"
        }
    }
}

extension JSONValue: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value):
            if let unsigned = UInt64(exactly: value) {
                try container.encode(unsigned)
            } else {
                try container.encode(Int64(value))
            }
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }
}

extension JSONValue {
    /// The object with these values at their paths, such as `optimizer.learning_rate`.
    init(_ values: some Sequence<(path: String, value: JSONValue)>) {
        self = .object([:])
        for (path, value) in values { set(path.split(separator: ".")[...], to: value) }
    }

    private mutating func set(_ path: ArraySlice<Substring>, to value: JSONValue) {
        guard let key = path.first else { return self = value }
        var members: [String: JSONValue] = [:]
        if case .object(let before) = self { members = before }
        members[String(key), default: .object([:])].set(path.dropFirst(), to: value)
        self = .object(members)
    }
}
