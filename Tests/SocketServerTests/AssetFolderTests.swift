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

    @Test func `regular files are loaded, links and hidden files are not`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("index.html", "<p>")
        try write("sub/a.js", String(repeating: "x", count: 100_000))
        try write(".secret", "s")
        try write(".git/config", "s")
        try FileManager.default.createSymbolicLink(
            atPath: folder.appendingPathComponent("passwd").path, withDestinationPath: "/etc/passwd")
        let entries = try AssetFolder.load(folder.path)
        #expect(entries.map(\.path) == ["/index.html", "/sub/a.js"])
        #expect(entries.map(\.contentType) == ["text/html; charset=utf-8", "text/javascript; charset=utf-8"])
        #expect(entries.map(\.bytes.count) == [3, 100_000])
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
