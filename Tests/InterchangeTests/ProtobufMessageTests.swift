import Testing

@testable import Interchange

struct ProtobufMessageTests {
    /// The examples of the encoding's own description, and the bounds of its integers.
    @Test(arguments: [
        (1, 150, [0x08, 0x96, 0x01]), (1, 0, [0x08, 0x00]), (1, 127, [0x08, 0x7F]),
        (1, 128, [0x08, 0x80, 0x01]), (15, 1, [0x78, 0x01]), (16, 1, [0x80, 0x01, 0x01]),
        (2, -2, [0x10, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]),
        (1, Int.max, [0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]),
    ])
    func `integers take seven bits a byte`(_ field: Int, _ value: Int, _ expected: [UInt8]) {
        var message = ProtobufMessage()
        message.append(field, integer: value)
        #expect(message.bytes == expected)
    }

    @Test func `texts, floats and messages have their lengths or their size`() {
        var inner = ProtobufMessage()
        inner.append(1, integer: 150)
        var message = ProtobufMessage()
        message.append(2, text: "testing")
        message.append(3, message: inner)
        message.append(4, float: 1)
        message.append(5, bytes: [])
        #expect(
            message.bytes == [0x12, 0x07] + Array("testing".utf8) + [0x1A, 0x03, 0x08, 0x96, 0x01]
                + [0x25, 0, 0, 0x80, 0x3F] + [0x2A, 0x00])
    }

    @Test func `a long message has a long length`() {
        var message = ProtobufMessage()
        message.append(1, bytes: [UInt8](repeating: 7, count: 300))
        #expect(message.bytes.prefix(3) == [0x0A, 0xAC, 0x02] && message.bytes.count == 303)
    }
}
