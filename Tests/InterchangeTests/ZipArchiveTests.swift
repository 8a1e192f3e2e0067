import TestSupport
import Testing

@testable import Interchange

struct ZipArchiveTests {
    private static let content = [UInt8]((0..<3000).map { UInt8($0 / 100) })

    @Test func `what is written is read, and starts at multiples of 64`() throws {
        var writer = ZipWriter()
        let contents: [(String, [UInt8])] = [
            ("a", []), ("folder/ü", Self.content), ("c", [1]), (String(repeating: "n", count: 200), [2, 3]),
        ]
        for (name, content) in contents { writer.append(name, content) }
        let archive = try ZipArchive(writer.finished(), limit: 10_000)
        #expect(archive.names == contents.map(\.0))
        for (name, content) in contents {
            let read = try archive.content(of: name)
            #expect(Array(read) == content)
            #expect(read.startIndex.isMultiple(of: 64))
        }
        #expect(throws: ZipError.missing(entry: "b")) { try archive.content(of: "b") }
    }

    @Test func `an archive of nothing is read`() throws {
        #expect(try ZipArchive(ZipWriter().finished(), limit: 0).names == [])
    }

    @Test(arguments: [0, 1, 6, 9] as [Int32])
    func `a deflated entry is unpacked`(_ level: Int32) throws {
        let file = ZipSpecimen(content: Self.content, level: level).bytes
        #expect(Array(try ZipArchive(file, limit: 3000).content(of: "entry")) == Self.content)
    }

    @Test func `a comment and what precedes the archive's directory are passed over`() throws {
        let specimen = ZipSpecimen(content: [1, 2, 3])
        let file = specimen.local + [9, 9, 9] + specimen.directory
        let ended = file + specimen.end(directoryOffset: specimen.local.count + 3, comment: Array("PK".utf8))
        #expect(Array(try ZipArchive(ended, limit: 3).content(of: "entry")) == [1, 2, 3])
    }

    @Test(arguments: HostileZip.all)
    func `a hostile archive is refused`(_ test: HostileZip) {
        #expect(throws: test.error) {
            let archive = try ZipArchive(test.bytes, limit: 1 << 20)
            for name in archive.names { _ = try archive.content(of: name) }
        }
    }

    @Test func `every beginning of an archive is refused`() {
        let file = ZipSpecimen(content: Self.content, level: 6).bytes
        for count in 0..<file.count {
            #expect(throws: ZipError.noDirectory) { try ZipArchive(Array(file[..<count]), limit: 3000) }
        }
    }
}
