/// A place in a text, as editors count: both from 1, columns in characters of Unicode.
public struct TextPlace: Sendable, Equatable, CustomStringConvertible {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place of the byte at `offset` of a UTF-8 text, or of its end.
    init(of offset: Int, in text: [UInt8]) {
        let before = text[..<offset]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        // Bytes that go on with a character begin with the bits 10.
        column = 1 + before[start...].count { $0 & 0xC0 != 0x80 }
    }

    public var description: String { "line \(line), column \(column)" }
}
