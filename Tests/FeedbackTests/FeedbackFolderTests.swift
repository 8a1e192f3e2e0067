import Feedback
import FoundationEssentials
import Raster
import Testing

@Suite struct `A folder of feedback` {
    private let picture = PixelImage(
        width: 3, height: 2, luma: [0, 50, 100, 150, 200, 250], alpha: [255, 254, 0, 1, 2, 3])

    /// A folder for one test, removed when it is over.
    private func inFolder(_ body: (String) throws -> Void) throws {
        let path = "\(FileManager.default.temporaryDirectory.path)/feedback-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func folder(_ path: String, limit: Int = 1 << 20) throws -> FeedbackFolder {
        try FeedbackFolder(path, limit: limit, today: { "2026-11-21" })
    }

    private func lines(_ path: String) throws -> [String] {
        try String(contentsOfFile: "\(path)/feedback.jsonl", encoding: .utf8).split(separator: "\n").map(
            String.init)
    }

    @Test func `keeps the pixels and one line each, and nothing else`() throws {
        try inFolder { path in
            let folder = try folder("\(path)/deep")
            let first = try folder.keep(picture, label: 5, digit: 3, model: "abc")
            let second = try folder.keep(picture, label: nil, digit: nil, model: "abc")
            #expect(
                try lines("\(path)/deep") == [
                    #"{"date":"2026-11-21","digit":3,"file":"\#(first).png","label":5,"model":"abc"}"#,
                    #"{"date":"2026-11-21","file":"\#(second).png","label":null,"model":"abc"}"#,
                ])
            let names = try FileManager.default.contentsOfDirectory(atPath: "\(path)/deep")
            #expect(Set(names) == ["feedback.jsonl", "\(first).png", "\(second).png"])
            let kept = try Data(contentsOf: URL(filePath: "\(path)/deep/\(first).png"))
            #expect(try PNGDecoder().decode([UInt8](kept)) == picture)
        }
    }

    @Test func `gives ids of chance`() throws {
        try inFolder { path in
            let folder = try folder(path)
            let ids = try (0..<20).map { _ in try folder.keep(picture, label: 1, digit: 1, model: "m") }
            #expect(Set(ids).count == 20)
            #expect(ids.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
        }
    }

    @Test func `is full at its limit, to the byte, after a new start too`() throws {
        try inFolder { path in
            _ = try folder(path).keep(picture, label: 1, digit: 1, model: "m")
            let size = try FileManager.default.contentsOfDirectory(atPath: path).reduce(0) { sum, name in
                try sum + Data(contentsOf: URL(filePath: "\(path)/\(name)")).count
            }
            let tight = try folder(path, limit: 2 * size - 1)
            #expect(throws: FeedbackFolder.Refusal.full) {
                try tight.keep(picture, label: 1, digit: 1, model: "m")
            }
            #expect(try lines(path).count == 1)
            let exact = try folder(path, limit: 2 * size)
            _ = try exact.keep(picture, label: 1, digit: 1, model: "m")
            #expect(throws: FeedbackFolder.Refusal.full) {
                try exact.keep(picture, label: 1, digit: 1, model: "m")
            }
            #expect(try lines(path).count == 2)
            #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 3)
        }
    }

    @Test func `keeps everything that many say at once, up to its limit`() async throws {
        let path = "\(FileManager.default.temporaryDirectory.path)/feedback-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = try folder(path, limit: 6000)
        let picture = picture
        let kept = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<60 {
                group.addTask { try? folder.keep(picture, label: 1, digit: 1, model: "m") }
            }
            return await group.reduce(into: Set<String>()) { if let id = $1 { $0.insert(id) } }
        }
        #expect((10..<60).contains(kept.count))
        let entries = try FeedbackReader(path).entries
        #expect(Set(entries.map(\.file)) == Set(kept.map { "\($0).png" }))
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(names.count == kept.count + 1)
    }

    @Test func `leaves no picture without its line`() throws {
        try inFolder { path in
            let folder = try folder(path)
            // The list cannot be written where a folder has its name.
            try FileManager.default.createDirectory(
                atPath: "\(path)/feedback.jsonl", withIntermediateDirectories: false)
            #expect(throws: FeedbackFolder.Refusal.failed(reason: "is a directory")) {
                try folder.keep(picture, label: 1, digit: 1, model: "m")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["feedback.jsonl"])
        }
    }

    @Test func `tells why nothing can be kept`() throws {
        try inFolder { path in
            try Data("x".utf8).write(to: URL(filePath: path))
            #expect(throws: FeedbackFolderError.self) { try folder("\(path)/deep") }
        }
    }
}
