/// Header fields in the order they came, duplicates kept, names compared without regard to ASCII case.
///
/// A list, not a dictionary: two Content-Length lines must stay two, so that they can be refused.
public struct HTTPFields: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// One field line.
    public struct Field: Sendable, Equatable {
        /// The name as it was written.
        public let name: String
        /// The value without surrounding white space.
        public let value: String

        public static func == (left: Field, right: Field) -> Bool {
            left.name.equalsIgnoringCase(right.name) && left.value == right.value
        }
    }

    private var fields: [Field] = []

    /// Makes an empty list.
    public init() {}

    /// Makes a list from literal pairs, in their order.
    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0.0, value: $0.1) }
    }

    /// The first value of that name, or nil; setting replaces all of them, setting nil removes them.
    public subscript(name: String) -> String? {
        get { fields.first { $0.name.equalsIgnoringCase(name) }?.value }
        set {
            fields.removeAll { $0.name.equalsIgnoringCase(name) }
            if let newValue { append(name, newValue) }
        }
    }

    /// Adds a field line after those already there.
    public mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// Replaces every line of that name by one.
    public mutating func set(_ name: String, _ value: String) {
        self[name] = value
    }

    /// The values of every line of that name, in order.
    public func values(for name: String) -> [String] {
        fields.lazy.filter { $0.name.equalsIgnoringCase(name) }.map(\.value)
    }
}

extension HTTPFields: RandomAccessCollection {
    public var startIndex: Int { fields.startIndex }
    public var endIndex: Int { fields.endIndex }
    public subscript(position: Int) -> Field { fields[position] }
}

extension HTTPFields {
    /// The comma-separated members of every line of that name, trimmed, empty ones dropped (RFC 9110 §5.6.1).
    public func members(of name: String) -> [Substring] {
        values(for: name).flatMap { value in
            value.split(separator: ",").map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
        }
    }
}

extension StringProtocol {
    /// Compares as field names and most protocol tokens do: ASCII letters without their case.
    func equalsIgnoringCase(_ other: some StringProtocol) -> Bool {
        let left = utf8
        let right = other.utf8
        return left.count == right.count && zip(left, right).allSatisfy { $0.lowercased == $1.lowercased }
    }
}

extension Substring {
    /// Without the spaces and tabs at both ends: optional white space, OWS (RFC 9110 §5.6.3).
    func trimmingBlanks() -> Substring {
        var rest = self.utf8
        while let first = rest.first, first.isBlank { rest.removeFirst() }
        while let last = rest.last, last.isBlank { rest.removeLast() }
        return Substring(rest)
    }
}
