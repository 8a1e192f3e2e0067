import Testing

@testable import PenStrokes

@Suite struct PenDigitTests {
    /// A digit 0 to 2 of each of the first writers, as JSON and as UNIPEN.
    private static func files(writers: Int = 3) -> (json: String, unipen: String) {
        let elements = (1...writers).map {
            #"{"label": \#($0 % 3), "writer": \#($0), "strokes": [[[\#($0), 400]]]}"#
        }
        let segments = (1...writers).map {
            ".SEGMENT DIGIT 0 ? \"\($0 % 3)\"\n.COMMENT \($0 % 3) \($0) 1\n.PEN_DOWN\n\($0) 100\n.PEN_UP\n"
        }
        return ("[\(elements.joined(separator: ","))]", segments.joined())
    }

    @Test func `both forms of the same digits are the same`() throws {
        let (json, unipen) = Self.files()
        let digits = [
            PenDigit(PenDrawing(strokes: [[[1, 400]]]), digit: 1, writer: 1),
            PenDigit(PenDrawing(strokes: [[[2, 400]]]), digit: 2, writer: 2),
            PenDigit(PenDrawing(strokes: [[[3, 400]]]), digit: 0, writer: 3),
        ]
        for files in [["pendigits-train.json": json], ["pendigits-orig.tra": unipen]] {
            let folder = try Folder(files)
            #expect(try PenDigit.load(from: folder.path) == digits)
        }
    }

    @Test func `JSON comes first where both are there`() throws {
        let folder = try Folder([
            "pendigits-train.json": Self.files(writers: 4).json, "pendigits-orig.tra": Self.files().unipen,
        ])
        #expect(try PenDigit.load(from: folder.path).count == 4)
    }

    @Test func `a folder without strokes is named with what it should hold`() throws {
        let folder = try Folder(["omniglot.json": "[]"])
        let expected = ["pendigits-train.json", "pendigits-orig.tra"]
        #expect(throws: PenStrokeError.noFile(folder: folder.path, expected: expected)) {
            try PenDigit.load(from: folder.path)
        }
    }

    @Test(
        arguments: [
            ("10", 4, "a digit as label, not 10"), ("x", 4, "a digit as label, not x"),
            ("", 4, "a digit as label, not "), ("٣", 4, "a digit as label, not ٣"),
            ("3", nil, "its writer's number"),
        ] as [(String, Int?, String)])
    func `a drawing that is no digit by somebody is refused`(label: String, writer: Int?, needs: String) {
        let dot = PenDrawing(strokes: [[[0, 0]]])
        let drawings = [
            LabelledDrawing(dot, label: "3", writer: 1), LabelledDrawing(dot, label: label, writer: writer),
        ]
        #expect(throws: PenStrokeError.badValue(file: "a", place: "drawing 1", needs: needs)) {
            try PenDigit.digits(of: drawings, file: "a")
        }
    }

    @Test func `two writers are too few to keep one apart`() throws {
        let folder = try Folder(["pendigits-orig.tra": Self.files(writers: 2).unipen])
        let file = folder.path + "/pendigits-orig.tra"
        #expect(throws: PenStrokeError.tooFewWriters(file: file, count: 2)) {
            try PenDigit.load(from: folder.path)
        }
    }
}
