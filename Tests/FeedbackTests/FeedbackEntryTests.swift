import Files
import FoundationEssentials
import Testing

@testable import Feedback

@Suite struct `A line of feedback` {
    private func load(_ text: String?) throws -> [FeedbackEntry] {
        let path = "\(FileManager.default.temporaryDirectory.path)/lines-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        if let text { try Data(text.utf8).write(to: URL(filePath: "\(path)/feedback.jsonl")) }
        do {
            return try FeedbackReader(path).entries
        } catch let error as FeedbackLineError {
            throw FeedbackLineError(path: "", line: error.line, reason: error.reason)
        }
    }

    @Test func `needs a file and a label alone`() throws {
        let text = """
            {"file": "a.png", "label": 7}

            {"file": "b.png", "label": null, "digit": 3, "model": "x", "date": "2026-11-21", "more": [1]}\r
            """
        #expect(
            try load(text) == [
                FeedbackEntry(file: "a.png", label: 7),
                FeedbackEntry(file: "b.png", label: nil, digit: 3, model: "x", date: "2026-11-21"),
            ])
        #expect(try load("").isEmpty)
    }

    @Test(arguments: [
        ("{", "it is not JSON"), ("[]", "it is no object"), ("7", "it is no object"),
        (#"{"file": "a.png"}"#, #""label" is missing"#),
        (#"{"label": 1}"#, #""file" is missing"#),
        (#"{"file": "a.png", "label": 10}"#, #""label": it is 10, not 0 to 9 or null"#),
        (#"{"file": "a.png", "label": -1}"#, #""label": it is -1, not 0 to 9 or null"#),
        (#"{"file": "a.png", "label": "1"}"#, #""label" is of another type"#),
        (#"{"file": "a.png", "label": 1, "digit": 12}"#, #""digit": it is 12, not 0 to 9 or null"#),
        (#"{"file": 1, "label": 1}"#, #""file" is of another type"#),
        (#"{"file": null, "label": 1}"#, #""file" is of another type"#),
        (#"{"file": "../a.png", "label": 1}"#, #""file": it names no file in this folder"#),
        (#"{"file": "/etc/passwd", "label": 1}"#, #""file": it names no file in this folder"#),
        (#"{"file": "", "label": 1}"#, #""file": it names no file in this folder"#),
        (#"{"file": "..", "label": 1}"#, #""file": it names no file in this folder"#),
    ])
    func `that is none is named`(_ line: String, _ reason: String) {
        #expect(throws: FeedbackLineError(path: "", line: 2, reason: reason)) {
            try load("{\"file\": \"a.png\", \"label\": 0}\n\(line)\n")
        }
    }

    @Test func `cannot be where there is no list`() {
        #expect(throws: UnreadableFile.self) { try load(nil) }
    }
}
