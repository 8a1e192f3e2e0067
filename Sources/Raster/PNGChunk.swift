/// Where one chunk of a PNG file lies (PNG specification, section 5.3): length, type, data, checksum.
struct PNGChunk {
    /// The four letters of a chunk's type as one big-endian number.
    struct Kind: Equatable {
        let code: UInt32

        static let header = Kind(code: 0x4948_4452)  // IHDR
        static let palette = Kind(code: 0x504C_5445)  // PLTE
        static let transparency = Kind(code: 0x7452_4E53)  // tRNS
        static let data = Kind(code: 0x4944_4154)  // IDAT
        static let end = Kind(code: 0x4945_4E44)  // IEND

        /// A capital first letter: a reader that does not know the chunk cannot draw the picture.
        var isCritical: Bool { code & 0x2000_0000 == 0 }

        /// Whether the chunk says what the pixels are, rather than how or by whom they were made.
        var isEssential: Bool {
            switch self {
            case .header, .palette, .transparency, .data, .end: true
            default: false
            }
        }
    }

    let kind: Kind

    /// The data alone.
    let data: Range<Int>

    /// The whole chunk, from its length to its checksum.
    let range: Range<Int>

    /// Reads the chunk that begins at `offset`; all of it must be there.
    init(in bytes: [UInt8], at offset: Int) throws(PNGError) {
        guard bytes.count - offset >= 12 else { throw .truncated }
        let length = Int(bytes.bigEndian32(at: offset))
        // Section 5.3: a length is at most 2^31 - 1.
        guard length <= Int(Int32.max) else { throw .malformed("a chunk announces \(length) bytes") }
        guard length <= bytes.count - offset - 12 else { throw .truncated }
        kind = Kind(code: bytes.bigEndian32(at: offset + 4))
        data = offset + 8..<offset + 8 + length
        range = offset..<offset + 12 + length
    }
}

extension [UInt8] {
    /// The four bytes at `offset` as a big-endian number.
    func bigEndian32(at offset: Int) -> UInt32 {
        self[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
