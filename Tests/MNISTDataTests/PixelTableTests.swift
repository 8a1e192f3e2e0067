import Testing

@testable import MNISTData

private let header = (0..<784).map { "pixel\($0)" }.joined(separator: ",")
private let pixels = (0..<784).map { "\($0 % 256)" }.joined(separator: ",")

private func table(_ text: String, step: Int = 1 << 16) throws -> LabelledImages {
    var table = PixelTable(file: "f")
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: step) {
        try table.append(Array(bytes[start..<min(start + step, bytes.count)]))
    }
    return try table.finish()
}

@Suite struct PixelTableTests {
    @Test(arguments: [1, 7, 4096, 1 << 20], ["\n", "\r\n"])
    func `rows are read alike in pieces of any size, with either end of line`(_ step: Int, _ end: String)
        throws
    {
        let zeros = [String](repeating: "0", count: 784).joined(separator: ",")
        let images = try table([header, pixels, zeros, ""].joined(separator: end), step: step)
        #expect(images.count == 2 && images.labels == [0, 0])
        #expect(images.pixels == (0..<784).map { UInt8($0 % 256) } + [UInt8](repeating: 0, count: 784))
        #expect(try table([header, pixels, zeros].joined(separator: end), step: step) == images)
    }

    @Test func `a first column of labels is told from pixels by its name`() throws {
        let images = try table("label,\(header)\n7,\(pixels)\n0,\(pixels)\n")
        #expect(images.labels == [7, 0] && images.pixels.count == 2 * 784)
    }

    static let broken: [(String, PixelTableError)] = [
        ("", PixelTableError.badHeader(file: "f", column: 1, expected: "pixel0", found: "")),
        ("\(header)\n", .empty(file: "f")),
        ("0,1,2\n", .badHeader(file: "f", column: 1, expected: "pixel0", found: "0")),
        ("label\n", .badHeader(file: "f", column: 2, expected: "pixel0", found: nil)),
        ("\(header),more\n", .badHeader(file: "f", column: 785, expected: nil, found: "more")),
        (
            String(repeating: "x", count: 20_000),
            .badHeader(
                file: "f", column: 1, expected: "pixel0", found: String(repeating: "x", count: 40))
        ),
        ("\(header)\n\(pixels),5\n", .wrongColumnCount(file: "f", line: 2, expected: 784, actual: 785)),
        ("\(header)\n\(pixels)\n1,2\n", .wrongColumnCount(file: "f", line: 3, expected: 784, actual: 2)),
        ("\(header)\n1,2", .wrongColumnCount(file: "f", line: 2, expected: 784, actual: 2)),
        ("\(header)\n1,256,", .badValue(file: "f", line: 2, column: "pixel1", found: "256", limit: 255)),
        ("\(header)\n1,-1,", .badValue(file: "f", line: 2, column: "pixel1", found: "-", limit: 255)),
        ("\(header)\n1,0.5,", .badValue(file: "f", line: 2, column: "pixel1", found: "0.", limit: 255)),
        ("\(header)\n1,,", .badValue(file: "f", line: 2, column: "pixel1", found: "", limit: 255)),
        ("\(header)\n1000,", .badValue(file: "f", line: 2, column: "pixel0", found: "1000", limit: 255)),
        ("\(header)\n\(pixels)\n\n", .badValue(file: "f", line: 3, column: "pixel0", found: "", limit: 255)),
        ("\(header)\n1\r2", .badValue(file: "f", line: 2, column: "pixel0", found: "1\r", limit: 255)),
        ("label,\(header)\n10,", .badValue(file: "f", line: 2, column: "label", found: "10", limit: 9)),
    ]

    @Test(arguments: broken)
    func `what is wrong is told by line and column`(_ text: String, _ error: PixelTableError) {
        #expect(throws: error) { try table(text) }
        #expect(throws: error, "also byte by byte") { try table(text, step: 1) }
        #expect(error.description.hasPrefix("f: "))
    }
}
