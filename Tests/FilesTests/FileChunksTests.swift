import Foundation
import Testing

@testable import Files

@Suite(.timeLimit(.minutes(1))) struct FileChunksTests {
    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
    func `a file is read whole, in pieces or at once`(_ count: Int) throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let path = try folder.write(bytes, to: "a")
        #expect(try FileChunks.contents(of: path, limit: count) == bytes)
        var joined: [UInt8] = []
        try FileChunks.forEach(of: path) {
            #expect(!$0.isEmpty)
            joined += $0
        }
        #expect(joined == bytes)
    }

    @Test func `a file of a byte more than the limit is not read`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([1, 2, 3, 4], to: "a")
        #expect(throws: UnreadableFile(path: path, reason: "it has 4 bytes, at most 3 are read")) {
            try FileChunks.contents(of: path, limit: 3)
        }
    }

    @Test func `a file that says it is empty and is not keeps to the limit`() {
        let path = "/proc/self/status"
        #expect(throws: UnreadableFile(path: path, reason: "it has more than the 9 bytes that are read")) {
            try FileChunks.contents(of: path, limit: 9)
        }
    }

    @Test func `what is no file is refused without waiting or reading, by a link too`() throws {
        let folder = try TemporaryFolder()
        let (pipe, link) = (folder.file("pipe"), folder.file("link"))
        let status = unsafe mkfifo(pipe, 0o600)
        #expect(status == 0)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/zero")
        func expect(_ path: String, _ reason: String) {
            let error = UnreadableFile(path: path, reason: reason)
            #expect(throws: error) { try FileChunks.contents(of: path, limit: 1 << 20) }
            #expect(throws: error) {
                try FileChunks.forEach(of: path) { Issue.record("\($0.count) bytes were read") }
            }
        }
        for path in [pipe, link, "/dev/zero"] { expect(path, "it is a device, pipe or socket, not a file") }
        expect("/", "it is a directory")
        let missing = folder.file("none")
        expect(missing, "there is no such file")
    }
}
