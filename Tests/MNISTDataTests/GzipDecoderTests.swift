import Testing

@testable import MNISTData

/// Decompresses `bytes` fed in pieces of `step`.
private func gunzip(_ bytes: [UInt8], step: Int = 1 << 16, limit: Int = 1 << 20) throws -> [UInt8] {
    var decoder = try GzipDecoder(file: "f", limit: limit)
    var content: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
        try decoder.decode(Array(bytes[start..<min(start + step, bytes.count)])) { content += $0 }
    }
    try decoder.finish()
    return content
}

/// `gzip -9` of "seven eight nine, " twelve times over: fixed Huffman codes and one long match.
private let sevens: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2b, 0x4e, 0x2d, 0x4b, 0xcd, 0x53, 0x48,
    0xcd,
    0x4c, 0xcf, 0x28, 0x51, 0xc8, 0xcb, 0xcc, 0x4b, 0xd5, 0x51, 0x28, 0x1e, 0x16, 0x22, 0x00, 0x55, 0xcd,
    0xca,
    0xf6, 0xd8, 0x00, 0x00, 0x00,
]
/// `gzip -9` of 4,096 zero bytes: dynamic Huffman codes, a hundredfold growth.
private let zeros: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xed, 0xc1, 0x01, 0x0d, 0x00, 0x00, 0x00,
    0xc2,
    0xa0, 0xf7, 0x4f, 0x6d, 0x0f, 0x07, 0x14, 0x00, 0x00, 0x00, 0xf0, 0x6e, 0x11, 0x00, 0x1c, 0xc7, 0x00,
    0x10,
    0x00, 0x00,
]
private let text = Array(String(repeating: "seven eight nine, ", count: 12).utf8)

private func replacing(_ offset: Int, with byte: UInt8, in bytes: [UInt8]) -> [UInt8] {
    var changed = bytes
    changed[offset] = byte
    return changed
}

@Suite struct GzipDecoderTests {
    @Test(arguments: [1, 2, 7, 1000])
    func `compressed data is read alike in pieces of any size`(_ step: Int) throws {
        #expect(try gunzip(sevens, step: step) == text)
        #expect(try gunzip(zeros, step: step) == [UInt8](repeating: 0, count: 4096))
    }

    @Test func `stored data larger than any buffer comes out whole`() throws {
        let content = imageFile(count: 300)
        #expect(try gunzip(gzip(content)) == content)
    }

    @Test(arguments: [1, 1000])
    func `members one after the other are joined`(_ step: Int) throws {
        let content = try gunzip(sevens + gzip([]) + gzip([1, 2, 3]) + sevens, step: step)
        #expect(content == text + [1, 2, 3] + text)
    }

    @Test func `every truncation is refused`() {
        for file in [sevens, gzip(Array(0...99))] {
            for size in 0..<file.count {
                #expect(throws: GzipError.truncated(file: "f")) { try gunzip(Array(file.prefix(size))) }
            }
        }
    }

    @Test func `a second member cut short is refused`() {
        for size in 1..<sevens.count {
            #expect(throws: GzipError.truncated(file: "f")) { try gunzip(zeros + sevens.prefix(size)) }
        }
    }

    static let broken: [([UInt8], GzipError)] = [
        (Array("<html>".utf8), GzipError.notGzip(file: "f")),
        ([0x1f, 0x8c] + sevens.dropFirst(2), .notGzip(file: "f")),
        (replacing(2, with: 7, in: sevens), .corrupt(file: "f", reason: "unknown compression method")),
        (replacing(3, with: 0xe0, in: sevens), .corrupt(file: "f", reason: "unknown header flags set")),
        (replacing(10, with: 0x07, in: sevens), .corrupt(file: "f", reason: "invalid block type")),
        (replacing(12, with: 0x2c, in: sevens), .corrupt(file: "f", reason: "incorrect data check")),
        (replacing(33, with: 0x56, in: sevens), .corrupt(file: "f", reason: "incorrect data check")),
        (replacing(37, with: 0xd9, in: sevens), .corrupt(file: "f", reason: "incorrect length check")),
        (sevens + [0], .trailingGarbage(file: "f")),
        (sevens + [0x1f, 0x8c], .trailingGarbage(file: "f")),
        (sevens + Array("hello".utf8), .trailingGarbage(file: "f")),
    ]

    @Test(arguments: broken)
    func `broken data is refused by its kind of damage`(_ bytes: [UInt8], _ error: GzipError) {
        #expect(throws: error) { try gunzip(bytes) }
        #expect(throws: error, "also byte by byte") { try gunzip(bytes, step: 1) }
        #expect(error.description.hasPrefix("f: "))
    }

    @Test func `the limit itself is allowed and one byte more is not`() throws {
        #expect(try gunzip(sevens, limit: text.count) == text)
        #expect(throws: GzipError.tooLarge(file: "f", limit: text.count - 1)) {
            try gunzip(sevens, limit: text.count - 1)
        }
    }

    @Test func `want of memory is not the input's fault, damage is`() {
        #expect(!GzipError.outOfMemory(file: "f").isBadInput)
        #expect(GzipError.truncated(file: "f").isBadInput)
    }

    @Test func `a bomb stops at the limit`() throws {
        let bomb = (0..<10_000).flatMap { _ in zeros }  // 380 kB that would become 41 MB
        var decoder = try GzipDecoder(file: "f", limit: 100_000)
        var emitted = 0
        #expect(throws: GzipError.tooLarge(file: "f", limit: 100_000)) {
            try decoder.decode(bomb) { emitted += $0.count }
        }
        #expect(emitted <= 100_000)
    }
}
