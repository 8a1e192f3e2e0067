import Testing

@testable import MNISTData

/// Feeds `bytes` in pieces of `step`, as a file of at most 100 images.
private func parseImages(_ bytes: [UInt8], step: Int = 1 << 16) throws -> IDXContent {
    var parser = IDXParser(file: "f", itemRank: 2, itemLimit: 100)
    for start in stride(from: 0, to: bytes.count, by: step) {
        try parser.append(Array(bytes[start..<min(start + step, bytes.count)]))
    }
    return try parser.finish()
}

private let twoImages = idx(dimensions: [2, 2, 3], elements: Array(1...12))

@Suite struct IDXParserTests {
    @Test(arguments: [1, 3, 5, 16, 17, 1000])
    func `a sound file is read alike in pieces of any size`(_ step: Int) throws {
        let content = try parseImages(twoImages, step: step)
        #expect(content.itemCount == 2 && content.itemShape == [2, 3])
        #expect(content.elements == Array(1...12))
    }

    @Test func `the digest is that of the whole content`() throws {
        // printf '\0\0\10\3\0\0\0\2\0\0\0\2\0\0\0\3\1\2\3\4\5\6\7\10\11\12\13\14' | sha256sum
        let expected = "f7169b91c01c82a1c0c44aee0f6db5b5a609be8d0ba16e2ded674fe748c45dfe"
        #expect(try parseImages(twoImages, step: 7).digest.hexadecimal == expected)
    }

    @Test func `every truncation is refused with both sizes`() {
        for size in 0..<twoImages.count {
            let expected = size < 16 ? 16 : twoImages.count
            #expect(throws: IDXError.truncated(file: "f", expected: expected, actual: size)) {
                try parseImages(Array(twoImages.prefix(size)))
            }
        }
    }

    static let broken: [([UInt8], IDXError)] = [
        ([0x1f, 0x8b, 8, 0] + twoImages, IDXError.badMagic(file: "f", found: [0x1f, 0x8b, 8, 0])),
        ([0, 1] + twoImages.dropFirst(2), .badMagic(file: "f", found: [0, 1, 8, 3])),
        (
            idx(type: 0x0d, dimensions: [2, 2, 3], elements: Array(1...12)),
            .wrongType(file: "f", found: 0x0d)
        ),
        (
            idx(dimensions: [12], elements: Array(1...12)),
            .wrongDimensionCount(file: "f", expected: 3, actual: 1)
        ),
        (
            idx(dimensions: [1, 28, 1025], elements: []),
            .itemTooLarge(file: "f", actual: [28, 1025], limit: 1024)
        ),
        (
            idx(dimensions: [1, 0xffff_ffff, 0xffff_ffff], elements: []),
            .itemTooLarge(file: "f", actual: [0xffff_ffff, 0xffff_ffff], limit: 1024)
        ),
        (idx(dimensions: [2, 0, 3], elements: []), .empty(file: "f")),
        (idx(dimensions: [0, 2, 3], elements: []), .empty(file: "f")),
        (
            idx(dimensions: [101, 2, 3], elements: [UInt8](repeating: 0, count: 606)),
            .tooManyItems(file: "f", declared: 101, limit: 100)
        ),
        (
            idx(dimensions: [0xffff_ffff, 2, 3], elements: []),
            .tooManyItems(file: "f", declared: 0xffff_ffff, limit: 100)
        ),
        (twoImages + [0], .trailingBytes(file: "f", expected: 28)),
    ]

    @Test(arguments: broken)
    func `a file that breaks a rule is refused by that rule`(_ bytes: [UInt8], _ error: IDXError) {
        #expect(throws: error) { try parseImages(bytes) }
        #expect(throws: error, "also byte by byte") { try parseImages(bytes, step: 1) }
        #expect(error.description.hasPrefix("f: "))
    }

    @Test func `larger images may be fewer`() {
        // 1 GiB less the header holds 1,023 images of 1 MiB.
        var parser = IDXParser(file: "f", itemRank: 2, itemLimit: 60_000)
        #expect(throws: IDXError.tooManyItems(file: "f", declared: 1024, limit: 1023)) {
            try parser.append(idx(dimensions: [1024, 1024, 1024], elements: []))
        }
    }

    @Test func `labels are items without a shape`() throws {
        var parser = IDXParser(file: "f", itemRank: 0, itemLimit: 3)
        try parser.append(idx(dimensions: [3], elements: [7, 2, 1]))
        #expect(try parser.finish().elements == [7, 2, 1])
    }
}
