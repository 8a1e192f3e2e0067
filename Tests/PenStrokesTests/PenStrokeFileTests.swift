import Files
import PenStrokes
import Testing

@testable import PenStrokes

@Suite struct PenStrokeFileTests {
    private func parse(_ text: String) throws -> [LabelledDrawing] {
        try PenStrokeFile.parse(Array(text.utf8), file: "a.json")
    }

    @Test func `labels are texts or numbers, and writers may be unknown`() throws {
        let drawings = try parse(
            """
            [{"label": 8, "strokes": [[[267, 167], [264.5, -1e2]], [[1, 2]]], "writer": 12},
             {"strokes": [[[0, 0]]], "label": "Greek/character07", "more": {"is": ["passed", "over"]}}]
            """)
        #expect(
            drawings == [
                LabelledDrawing(
                    PenDrawing(strokes: [[[267, 167], [264.5, -100]], [[1, 2]]]), label: "8", writer: 12),
                LabelledDrawing(PenDrawing(strokes: [[[0, 0]]]), label: "Greek/character07"),
            ])
    }

    /// A file, and what is wrong with it.
    static let bad: [(text: String, place: String, needs: String)] = {
        let point = "[x, y], each a number from -1000000 to 1000000"
        return [
            (#"[7]"#, "[0]", "an object with label and strokes"),
            (#"[{"strokes": [[[0, 0]]]}]"#, "[0].label", "a value"),
            (#"[{"label": 8.5, "strokes": [[[0, 0]]]}]"#, "[0].label", "a text or a whole number"),
            (#"[{"label": null, "strokes": [[[0, 0]]]}]"#, "[0].label", "a text or a whole number"),
            (#"[{"label": 8}]"#, "[0].strokes", "a value"),
            (#"[{"label": 8, "strokes": 3}]"#, "[0].strokes", "a list of lists of points"),
            (#"[{"label": 8, "strokes": []}]"#, "[0].strokes", "a stroke of one point or more"),
            (#"[{"label": 8, "strokes": [[], []]}]"#, "[0].strokes", "a stroke of one point or more"),
            (#"[{"label": 8, "strokes": [[[0, 0], [1]]]}]"#, "[0].strokes[0][1]", point),
            (#"[{"label": 8, "strokes": [[[0, 0, 0]]]}]"#, "[0].strokes[0][0]", point),
            (#"[{"label": 8, "strokes": [[["0", 0]]]}]"#, "[0].strokes[0][0]", point),
            (#"[{"label": 8, "strokes": [[[0, null]]]}]"#, "[0].strokes[0][0]", point),
            (#"[{"label": 8, "strokes": [[[0, 1e999]]]}]"#, "[0].strokes[0][0]", point),
            (#"[{"label": 8, "strokes": [[[0, -2e6]]]}]"#, "[0].strokes[0][0]", point),
            (#"[{"label": 8, "strokes": [[[0, 0]]], "writer": 1.5}]"#, "[0].writer", "a whole number"),
            (
                #"[{"label": 8, "strokes": [[[0, 0]]]}, {"label": 8, "strokes": [[[0, 0]]], "writer": "Ann"}]"#,
                "[1].writer", "a whole number"
            ),
            (
                #"[{"label": 8, "strokes": [["# + String(repeating: "[0,0],", count: 10_000) + "[0,0]]]}]",
                "[0].strokes", "a drawing of at most 10000 points"
            ),
        ]
    }()

    @Test(arguments: bad)
    func `what is wrong is named by its place`(_ test: (text: String, place: String, needs: String)) {
        #expect(throws: PenStrokeError.badValue(file: "a.json", place: test.place, needs: test.needs)) {
            try parse(test.text)
        }
    }

    @Test(arguments: [
        ("", PenStrokeError.notAList(file: "a.json")), ("{}", .notAList(file: "a.json")),
        (".SEGMENT DIGIT", .notAList(file: "a.json")), ("[{]", .notAList(file: "a.json")),
        ("[]", .empty(file: "a.json")), (#"[{"label": 8, "strokes": [[[0, "#, .truncated(file: "a.json")),
        ("[\n", .truncated(file: "a.json")),
    ])
    func `a file that is no list is told from one that was cut`(text: String, error: PenStrokeError) {
        #expect(throws: error) { try parse(text) }
    }

    @Test func `a file that is not there is the system's matter`() {
        let path = "/nonexistent/a.json"
        #expect(throws: UnreadableFile(path: path, reason: "there is no such file")) {
            try PenStrokeFile.read(path)
        }
    }
}
