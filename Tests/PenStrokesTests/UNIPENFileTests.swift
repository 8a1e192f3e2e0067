import Testing

@testable import PenStrokes

@Suite struct UNIPENFileTests {
    private func parse(_ text: String) throws -> [LabelledDrawing] {
        try UNIPENFile.parse(Array(text.utf8), file: "a.tra")
    }

    private static let text = """
         .INCLUDE dene.doc
        .COMMENT Pen-Based Recognition of
         1 2

        .SEGMENT DIGIT 0-1 ? "7"
        .COMMENT 7 12 224
        .DT 100
        .PEN_DOWN
          100  400
          300\t400
        .PEN_UP
        .DT 151
        .PEN_DOWN
        150 240.5
        .PEN_UP
        .SEGMENT DIGIT 2 ? "1"
        .PEN_DOWN
        .PEN_UP
        .PEN_DOWN
        5 6
        .PEN_UP

        """

    private static let drawings = [
        LabelledDrawing(
            PenDrawing(strokes: [[[100, 100], [300, 100]], [[150, 259.5]]]), label: "7", writer: 12),
        LabelledDrawing(PenDrawing(strokes: [[[5, 494]]]), label: "1"),
    ]

    @Test(arguments: ["\n", "\r\n"]) func `strokes are read, turned to point down`(newline: String) throws {
        let text = Self.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(try parse(text.joined(separator: newline)) == Self.drawings)
    }

    @Test(arguments: [
        (".SEGMENT DIGIT 0", 1, "a label as \"8\" at the end"),
        (".SEGMENT DIGIT 0 ? \"\"", 1, "a label as \"8\" at the end"),
        (".SEGMENT DIGIT 0 ? \"8\"\n", 1, "a stroke of one point or more"),
        ("\n.SEGMENT DIGIT 0 ? \"8\"\n.SEGMENT DIGIT 0 ? \"8\"", 2, "a stroke of one point or more"),
        (".SEGMENT DIGIT 0 ? \"8\"\n.PEN_DOWN\n1 2\n.SEGMENT DIGIT 0 ? \"8\"", 4, ".PEN_UP before"),
    ])
    func `what is wrong is named by its line`(text: String, line: Int, needs: String) {
        #expect(throws: PenStrokeError.badValue(file: "a.tra", place: "line \(line)", needs: needs)) {
            try parse(text)
        }
    }

    @Test(arguments: ["1", "1 2 3", "1 x", "1 nan", "inf 0", "1 1e7"])
    func `a point that is none is named by its line`(point: String) {
        let needs = "x and y of a point, each a number from -1000000 to 1000000"
        #expect(throws: PenStrokeError.badValue(file: "a.tra", place: "line 4", needs: needs)) {
            try parse(".SEGMENT DIGIT 0 ? \"8\"\n.PEN_DOWN\n1 2\n\(point)\n.PEN_UP")
        }
    }

    @Test func `a file that ends in a stroke was cut`() {
        #expect(throws: PenStrokeError.truncated(file: "a.tra")) {
            try parse(".SEGMENT DIGIT 0 ? \"8\"\n.PEN_DOWN\n1 2\n")
        }
    }

    @Test(arguments: ["", "no strokes at all", ".PEN_DOWN\n1 2\n.PEN_UP"])
    func `a file without a drawing is empty`(text: String) {
        #expect(throws: PenStrokeError.empty(file: "a.tra")) { try parse(text) }
    }
}
