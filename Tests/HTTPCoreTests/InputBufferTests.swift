import Testing

@testable import HTTPCore

@Suite struct `Input buffer` {
    @Test func `each byte is searched for a line end once`() throws {
        var buffer = InputBuffer()
        for count in 1...100 {
            buffer.append(CollectionOfOne(UInt8(ascii: "a")))
            #expect(try buffer.line(limit: 200, excess: .malformedChunk) == nil)
            #expect(buffer.searched == count)
        }
        buffer.append("\r\nrest".utf8)
        #expect(try buffer.line(limit: 200, excess: .malformedChunk)?.count == 100)
        #expect(try buffer.line(limit: 200, excess: .malformedChunk) == nil)
        #expect(buffer.searched == 106)
    }

    @Test func `used bytes are given back`() throws {
        var buffer = InputBuffer()
        buffer.append("a\r\nbc".utf8)
        #expect(try buffer.line(limit: 9, excess: .malformedChunk)?.elementsEqual("a".utf8) == true)
        buffer.append("d".utf8)
        var body: [UInt8] = []
        #expect(buffer.move(upTo: 2, to: &body) == 2)
        #expect(buffer.move(upTo: 2, to: &body) == 1)
        #expect(body == Array("bcd".utf8))
        #expect(buffer.isEmpty)
    }
}
