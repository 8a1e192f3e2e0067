/// A place in a run of bytes that moves forward; nil where fewer bytes are left than are asked for.
struct ByteCursor {
    private let start: Int
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        start = bytes.startIndex
        rest = bytes
    }

    /// Bytes already passed.
    var position: Int { rest.startIndex - start }

    mutating func byte() -> UInt8? {
        rest.popFirst()
    }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// The next integer, least significant byte first.
    mutating func integer<Integer: FixedWidthInteger>(_: Integer.Type) -> Integer? {
        bytes(Integer.bitWidth / 8).map(Integer.init(littleEndianBytes:))
    }

    /// The bytes up to the next line feed, which is passed too, if it comes within `limit` bytes.
    mutating func line(limit: Int) -> ArraySlice<UInt8>? {
        guard let end = rest.prefix(limit).firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }
}
