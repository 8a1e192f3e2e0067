import Raster
import TestSupport
import Testing

/// What must be refused, and with which word.
struct PNGHostileTests {
    let decoder = PNGDecoder()

    private static let file = PNGFile(
        width: 40, height: 30, colorType: .gray, bitDepth: 8, samples: (0..<1200).map { UInt16($0 % 256) })

    @Test func `no bytes at all are an empty image`() {
        #expect(throws: PNGError.empty) { try decoder.decode([]) }
    }

    @Test(arguments: [
        Array("GIF89a......".utf8), [0xFF, 0xD8, 0xFF, 0xE0], Array("<svg></svg>".utf8), [0],
        // The signature after a transfer that turned CR LF into LF: what its bytes are made to show.
        [0x89, 0x50, 0x4E, 0x47, 0x0A, 0x1A, 0x0A, 0x00],
    ])
    func `other files are not PNG`(_ bytes: [UInt8]) {
        #expect(throws: PNGError.notPNG) { try decoder.decode(bytes) }
    }

    @Test func `a file cut at any byte is refused`() {
        let bytes = Self.file.bytes
        for count in 1..<bytes.count {
            #expect(throws: PNGError.truncated, "cut to \(count) bytes") {
                try decoder.decode(Array(bytes.prefix(count)))
            }
        }
    }

    @Test func `a wrong checksum in any chunk is refused`() throws {
        var offset = PNGFile.signature.count
        for chunk in Self.file.chunks {
            offset += chunk.bytes.count
            var bytes = Self.file.bytes
            bytes[offset - 1] ^= 1
            try expectMalformed(bytes, "checksum of \(chunk.type)")
        }
    }

    @Test func `a changed byte in the picture data is refused`() throws {
        let bytes = Self.file.bytes
        for offset in stride(from: 41, to: bytes.count - 16, by: 37) {
            var changed = bytes
            changed[offset] ^= 0x10
            try expectMalformed(changed, "byte \(offset)")
        }
    }

    @Test(arguments: [
        ("no header", ["IDAT", "IEND"]), ("no data", ["IHDR", "IEND"]),
        ("two headers", ["IHDR", "IHDR", "IDAT", "IEND"]),
        ("an unknown critical chunk", ["IHDR", "ABCD", "IDAT", "IEND"]),
    ])
    func `chunks missing or out of order are refused`(_ name: String, types: [String]) throws {
        let known = Dictionary(uniqueKeysWithValues: Self.file.chunks.map { ($0.type, $0) })
        let chunks = types.map { known[$0] ?? PNGFile.Chunk($0, [1, 2, 3]) }
        try expectMalformed(PNGFile.assemble(chunks), name)
    }

    @Test func `data that end before the picture does are refused, though every checksum is right`() throws {
        let rows = Array(Self.file.scanlines.prefix(41 * 20))
        try expectMalformed(data: Deflate.stored(rows), "20 of 30 rows")
        try expectMalformed(data: [], "no rows")
        try expectMalformed(
            data: Array(Deflate.stored(Self.file.scanlines).dropLast(600)), "a stream cut short")
        try expectMalformed(data: [UInt8](repeating: 0xA5, count: 900), "not a zlib stream")
    }

    @Test func `data whose own checksum is wrong are refused`() throws {
        var data = Deflate.stored(Self.file.scanlines)
        data[data.count - 1] ^= 1
        try expectMalformed(data: data, "adler")
    }

    @Test(arguments: [(7, 0), (8, 1), (8, 5), (3, 0), (32, 2), (4, 6)])
    func `bit depths and colour types that do not exist are refused`(_ depth: UInt8, type: UInt8) throws {
        var header = Self.file.headerData
        header[8] = depth
        header[9] = type
        try expectMalformed(replacing(header: header), "depth \(depth), type \(type)")
    }

    @Test(arguments: [(0, 10), (10, 0), (0, 0)])
    func `a picture without pixels is refused`(_ width: Int, height: Int) {
        #expect(throws: PNGError.zeroSize(width: width, height: height)) {
            try decoder.decode(announcing(width, height))
        }
    }

    @Test(arguments: [
        (60_000, 60_000), (16_385, 1), (1, 16_385), (0x7FFF_FFFF, 1), (0xFFFF_FFFF, 0xFFFF_FFFF),
    ])
    func `a picture with a side too long is refused by its header alone`(_ width: Int, height: Int) {
        #expect(throws: PNGError.sideTooLong(width: width, height: height, limit: 16_384)) {
            try decoder.decode(announcing(width, height))
        }
    }

    @Test(arguments: [(16_384, 16_384), (4_097, 4_096), (16_384, 1_025)])
    func `a picture of too many pixels is refused by its header alone`(_ width: Int, height: Int) {
        #expect(throws: PNGError.tooManyPixels(width: width, height: height, limit: 16 << 20)) {
            try decoder.decode(announcing(width, height))
        }
    }

    @Test func `limits are exact`() throws {
        let bytes = Self.file.bytes
        #expect(try PNGDecoder(limits: PNGLimits(side: 40, pixels: 1200)).decode(bytes).width == 40)
        #expect(throws: PNGError.sideTooLong(width: 40, height: 30, limit: 39)) {
            try PNGDecoder(limits: PNGLimits(side: 39, pixels: 1200)).decode(bytes)
        }
        #expect(throws: PNGError.tooManyPixels(width: 40, height: 30, limit: 1199)) {
            try PNGDecoder(limits: PNGLimits(side: 40, pixels: 1199)).decode(bytes)
        }
    }

    @Test func `a bomb in the picture data inflates no further than the picture`() throws {
        // 100 MB of zeros behind a header of 40x30: the surplus makes the file damaged.
        try expectMalformed(data: Deflate.zeros(100_000_000), "bomb")
    }

    @Test func `bombs in text and profile chunks are never inflated`() throws {
        let zeros = Deflate.zeros(4_000_000)
        var file = Self.file
        let text = PNGFile.Chunk("zTXt", Array("bomb".utf8) + [0, 0] + zeros)
        let profile = PNGFile.Chunk("iCCP", Array("bomb".utf8) + [0, 0] + zeros)
        file.earlyChunks = [profile] + Array(repeating: text, count: 40)
        let before = try residentKilobytes()
        #expect(try decoder.decode(file.bytes) == decoder.decode(Self.file.bytes))
        // Inflated they would be 164 MB.
        #expect(try residentKilobytes() - before < 40_000)
    }

    private func expectMalformed(_ bytes: [UInt8], _ what: String) throws {
        let error = #expect(throws: PNGError.self, "\(what)") { try decoder.decode(bytes) }
        guard case .malformed(let reason)? = error else {
            Issue.record("\(what): \(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty)
    }

    private func expectMalformed(data: [UInt8], _ what: String) throws {
        let chunks = [PNGFile.Chunk("IHDR", Self.file.headerData), .init("IDAT", data), .init("IEND")]
        try expectMalformed(PNGFile.assemble(chunks), what)
    }

    private func replacing(header: [UInt8]) -> [UInt8] {
        PNGFile.assemble([PNGFile.Chunk("IHDR", header)] + Self.file.chunks.dropFirst())
    }

    private func announcing(_ width: Int, _ height: Int) -> [UInt8] {
        let sides = [width, height].flatMap { side in
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: side >> $0) }
        }
        return replacing(header: sides + Self.file.headerData.dropFirst(8))
    }
}
