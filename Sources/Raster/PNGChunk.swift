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

        /// The place among the chunks that say what the pixels are; `nil` for one that says how or by whom they
        /// were made.
        var place: Int? {
            switch self {
            case .header: 0
            case .palette: 1
            case .transparency: 2
            case .data: 3
            case .end: 4
            default: nil
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

    /// Whether the checksum, which covers type and data, is right.
    func hasRightChecksum(in bytes: [UInt8]) -> Bool {
        let covered = bytes.span.extracting(range.lowerBound + 4..<data.upperBound)
        return LibDeflate.crc32(covered) == bytes.bigEndian32(at: data.upperBound)
    }
}

extension [UInt8] {
    /// The four bytes at `offset` as a big-endian number.
    func bigEndian32(at offset: Int) -> UInt32 {
        UInt32(self[offset]) << 24 | UInt32(self[offset + 1]) << 16 | UInt32(self[offset + 2]) << 8
            | UInt32(self[offset + 3])
    }
}
