/// A message of protocol buffers (protobuf.dev/programming-guides/encoding), written field by field.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    /// int32, int64 or an enumeration; negative numbers take ten bytes.
    mutating func append(_ field: Int, integer: Int) {
        appendKey(field, wireType: 0)
        appendVarint(UInt64(bitPattern: Int64(integer)))
    }

    mutating func append(_ field: Int, float: Float) {
        appendKey(field, wireType: 5)
        bytes.append(littleEndian: float.bitPattern)
    }

    mutating func append(_ field: Int, text: String) {
        append(field, bytes: Array(text.utf8))
    }

    mutating func append(_ field: Int, message: ProtobufMessage) {
        append(field, bytes: message.bytes)
    }

    mutating func append(_ field: Int, bytes content: [UInt8]) {
        appendKey(field, wireType: 2)
        appendVarint(UInt64(content.count))
        bytes += content
    }

    private mutating func appendKey(_ field: Int, wireType: UInt64) {
        appendVarint(UInt64(field) << 3 | wireType)
    }

    /// Seven bits a byte, the lowest first; the top bit says that another follows.
    private mutating func appendVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
