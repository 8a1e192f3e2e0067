@testable import JSON

/// Any JSON value, by Foundation's decoder and by ours.
enum JSONTree: Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])
}

extension JSONTree: Decodable {
    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Key.self) {
            var members: [String: JSONTree] = [:]
            for key in container.allKeys {
                members[key.stringValue] = try container.decode(JSONTree.self, forKey: key)
            }
            self = .object(members)
            return
        }
        if var container = try? decoder.unkeyedContainer() {
            var elements: [JSONTree] = []
            while !container.isAtEnd { elements.append(try container.decode(JSONTree.self)) }
            self = .array(elements)
            return
        }
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .string(try container.decode(String.self))
        }
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension JSONTree {
    /// Reads a whole text with `JSONReader`.
    init(reading text: [UInt8]) throws(JSONReader.Failure) {
        var reader = JSONReader(text)
        self = try Self.next(&reader)
        try reader.end()
    }

    private static func next(_ reader: inout JSONReader) throws(JSONReader.Failure) -> JSONTree {
        switch try reader.value() {
        case .null: return .null
        case .bool(let bool): return .bool(bool)
        case .number(let digits): return .number(Double(String(decoding: digits, as: UTF8.self)) ?? .nan)
        case .string(let text): return .string(String(decoding: text, as: UTF8.self))
        case .array:
            var elements: [JSONTree] = []
            while try reader.nextElement() { elements.append(try next(&reader)) }
            return .array(elements)
        case .object:
            var members: [String: JSONTree] = [:]
            // Foundation keeps the first of two members of one name.
            while let name = try reader.nextName() {
                let value = try next(&reader)
                let key = String(decoding: name, as: UTF8.self)
                members[key] = members[key] ?? value
            }
            return .object(members)
        }
    }
}
