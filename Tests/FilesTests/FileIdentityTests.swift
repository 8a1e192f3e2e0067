import Foundation
import Testing

@testable import Files

struct FileIdentityTests {
    @Test func `a file is the same by every path that leads to it`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([1], to: "a")
        let (symbolic, hard) = (folder.file("symbolic"), folder.file("hard"))
        try FileManager.default.createSymbolicLink(atPath: symbolic, withDestinationPath: path)
        try FileManager.default.linkItem(atPath: path, toPath: hard)
        for other in [path, folder.file("./a"), folder.file(".//a"), symbolic, hard] {
            #expect(FileIdentity.isSame(path, other))
        }
        #expect(!FileIdentity.isSame(path, try folder.write([1], to: "b")))
    }

    @Test func `of files that are not there only the paths can be compared`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("none")
        #expect(FileIdentity(path) == nil)
        #expect(FileIdentity.isSame(path, path))
        #expect(!FileIdentity.isSame(path, folder.file("other")))
        #expect(!FileIdentity.isSame(path, try folder.write([], to: "a")))
    }
}
