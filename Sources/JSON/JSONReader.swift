/// A JSON text (RFC 8259) read from its front, value by value, strictly and without copying.
///
/// For bodies that are one long string in a small object: a string is handed out as the slice of the text that it
/// stands in. Foundation's decoder goes over such a body four times and copies it twice.
public struct JSONReader {
    /// Why and where the text is no JSON; both are of the first mistake.
    public enum Failure: Error, Equatable {
        /// The byte at this offset, or the end, cannot stand there.
        case unexpected(at: Int)
        /// A string that begins at this offset is no UTF-8, or has an escape that means nothing.
        case brokenString(at: Int)
        /// More containers within each other than the limit.
        case tooDeep(limit: Int)
    }

    /// What stands in a place: a scalar read to its end, or a container just entered.
    public enum Value: Equatable {
        case null
        case bool(Bool)
        /// As it is written; its form is checked.
        case number(ArraySlice<UInt8>)
        /// UTF-8, without its quotes and escapes.
        case string(ArraySlice<UInt8>)
        /// To be left by `nextElement` or `skipRest`.
        case array
        /// To be left by `nextName` or `skipRest`.
        case object
    }

    /// The most containers within each other, as in Foundation.
    public static let depthLimit = 512

    private enum Container { case array, object }

    private let text: [UInt8]
    /// Of the next byte to be read, from the text's first.
    public private(set) var position = 0
    /// The containers that are entered and not yet left.
    private var containers: [Container] = []
    /// Whether nothing was read yet in the innermost container.
    private var isFirst = true

    /// Stands before the text's value; a byte order mark is passed over (RFC 8259 §8.1).
    public init(_ text: [UInt8]) {
        self.text = text
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// Reads a value, or the beginning of one that is a container.
    public mutating func value() throws(Failure) -> Value {
        skipBlanks()
        isFirst = false
        switch byte {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try enter(.object)
        case UInt8(ascii: "["): return try enter(.array)
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        default: return .number(try number())
        }
    }

    /// Whether the array entered last has one more element, to be read by `value`; if not, it is left.
    public mutating func nextElement() throws(Failure) -> Bool {
        let isBeginning = isFirst
        if skips(UInt8(ascii: "]")) { return leave() }
        if !isBeginning { try expect(UInt8(ascii: ",")) }
        return true
    }

    /// The name of the next member of the object entered last, its value to be read by `value`; nil, and the object
    /// is left, where there is none.
    public mutating func nextName() throws(Failure) -> ArraySlice<UInt8>? {
        let isBeginning = isFirst
        if skips(UInt8(ascii: "}")) {
            _ = leave()
            return nil
        }
        if !isBeginning { try expect(UInt8(ascii: ",")) }
        skipBlanks()
        let name = try string()
        try expect(UInt8(ascii: ":"))
        return name
    }

    /// Reads the rest of the container entered last and leaves it.
    public mutating func skipRest() throws(Failure) {
        let outside = containers.count - 1
        while containers.count > outside {
            switch containers[containers.count - 1] {
            case .array: if try nextElement() { _ = try value() }
            case .object: if try nextName() != nil { _ = try value() }
            }
        }
    }

    /// Passes over the blanks before what is to be read next, at whose first byte `position` is then.
    public mutating func skipBlanks() {
        while byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Makes sure that nothing follows the value.
    public mutating func end() throws(Failure) {
        skipBlanks()
        if position < text.count { throw .unexpected(at: position) }
    }

    // MARK: Bytes

    /// The byte to be read; 0, which can stand nowhere, at the end.
    private var byte: UInt8 { position < text.count ? text[position] : 0 }

    private mutating func skips(_ wanted: UInt8) -> Bool {
        skipBlanks()
        guard byte == wanted else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ wanted: UInt8) throws(Failure) {
        guard skips(wanted) else { throw .unexpected(at: position) }
    }

    private mutating func enter(_ container: Container) throws(Failure) -> Value {
        guard containers.count < Self.depthLimit else { throw .tooDeep(limit: Self.depthLimit) }
        containers.append(container)
        position += 1
        isFirst = true
        return container == .array ? .array : .object
    }

    /// Always false: there is nothing more.
    private mutating func leave() -> Bool {
        containers.removeLast()
        isFirst = false
        return false
    }

    private mutating func word(_ word: StaticString, _ value: Value) throws(Failure) -> Value {
        for letter in "\(word)".utf8 {
            guard byte == letter else { throw .unexpected(at: position) }
            position += 1
        }
        return value
    }

    /// `[ "-" ] ( "0" / digit1-9 *DIGIT ) [ "." 1*DIGIT ] [ "e" [ "+" / "-" ] 1*DIGIT ]`
    private mutating func number() throws(Failure) -> ArraySlice<UInt8> {
        let start = position
        if byte == UInt8(ascii: "-") { position += 1 }
        if byte == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if byte == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        return text[start..<position]
    }

    private mutating func digits() throws(Failure) {
        let start = position
        while byte >= 0x30, byte <= 0x39 { position += 1 }
        if position == start { throw .unexpected(at: position) }
    }

    private mutating func string() throws(Failure) -> ArraySlice<UInt8> {
        guard byte == UInt8(ascii: "\"") else { throw .unexpected(at: position) }
        let start = position + 1
        var (hasEscapes, isASCII) = (false, true)
        position = start
        while true {
            position = JSONString.plainEnd(in: text, from: position)
            switch byte {
            case UInt8(ascii: "\""):
                let content = text[start..<position]
                position += 1
                guard isASCII || JSONString.isUTF8(content) else { throw .brokenString(at: start - 1) }
                guard hasEscapes else { return content }
                guard let plain = JSONString.unescaped(content) else { throw .brokenString(at: start - 1) }
                return plain[...]
            case UInt8(ascii: "\\"):
                // What is escaped is looked at later; here it only must not end the string.
                hasEscapes = true
                position += 2
            case 0x80...:
                isASCII = false
                while byte >= 0x80 { position += 1 }
            default: throw .unexpected(at: position)
            }
        }
    }
}
