import Foundation
import HTTPCore
import SocketServer
import Testing

@Suite struct `Asset folder` {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    private func write(_ name: String, _ text: String) throws {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.appendingPathComponent(name).path, withDestinationPath: target)
    }

    @Test func `regular files and links to them are loaded, hidden files are not`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("index.html", "<p>")
        try write("sub/a.js", String(repeating: "x", count: 100_000))
        try write(".secret", "s")
        try write(".git/config", "s")
        try write("..data/b.css", "b")
        try link("b.css", to: "..data/b.css")
        try link(".passwd", to: "/etc/passwd")
        let entries = try AssetFolder.load(folder.path)
        #expect(entries.map(\.path) == ["/b.css", "/index.html", "/sub/a.js"])
        #expect(
            entries.map(\.contentType) == [
                "text/css; charset=utf-8", "text/html; charset=utf-8", "text/javascript; charset=utf-8",
            ])
        #expect(entries.map(\.bytes.count) == [1, 3, 100_000])
        let file = folder.appendingPathComponent("index.html").path
        let modified = try #require(
            FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date)
        #expect(entries[1].modified == Int(modified.timeIntervalSince1970))
    }

    @Test(arguments: ["/etc/passwd", "..", "../..", "/etc", "/proc/self/root"])
    func `a link that leads outside is refused`(_ target: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("index.html", "<p>")
        try link("l", to: target)
        let error = #expect(throws: AssetFolder.Failure.self) { try AssetFolder.load(folder.path) }
        guard case .leadsOutside(let path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(path.hasSuffix("/l"))
    }

    @Test func `a link in a circle, one to nothing and a folder's are refused`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("sub/a", "1")
        for (target, isNotAFile) in [("sub", true), ("nowhere", false), ("l", false)] {
            try link("l", to: target)
            let error = #expect(throws: AssetFolder.Failure.self) { try AssetFolder.load(folder.path) }
            switch error {
            case .notAFile: #expect(isNotAFile)
            case .unreadable(_, let cause): #expect(!isNotAFile && cause.call == "realpath")
            default: Issue.record("\(String(describing: error))")
            }
            try FileManager.default.removeItem(at: folder.appendingPathComponent("l"))
        }
    }

    @Test func `a missing folder and one too large are told apart`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: AssetFolder.Failure.missing(path: folder.path)) { try AssetFolder.load(folder.path) }
        try write("a", "1234")
        try write("b", "1234")
        #expect(throws: AssetFolder.Failure.tooLarge(path: folder.path, limit: 7)) {
            try AssetFolder.load(folder.path, limit: 7)
        }
        #expect(try AssetFolder.load(folder.path, limit: 8).count == 2)
        let file = folder.appendingPathComponent("a").path
        #expect(throws: AssetFolder.Failure.missing(path: file)) { try AssetFolder.load(file) }
    }
}
