import Testing

@testable import MNISTData

struct FolderContentTests {
    @Test func `a folder is told by what lies in it`() throws {
        let folder = try TemporaryFolder()
        #expect(try FolderContent(of: folder.path + "/none") == .missing)
        #expect(try FolderContent(of: folder.path) == .nothing)
        try folder.write([], to: ".hidden")
        #expect(try FolderContent(of: folder.path) == .nothing)
        try folder.write([], to: "b.jpg")
        try folder.write([], to: "a.png")
        #expect(try FolderContent(of: folder.path) == .others(["a.png", "b.jpg"]))
        try folder.write([], to: "t10k-labels-idx1-ubyte.gz")
        #expect(try FolderContent(of: folder.path) == .data)
    }

    @Test func `folders of PNG files are data`() throws {
        let folder = try TemporaryFolder()
        try folder.put([1], at: "7/a.png")
        #expect(try FolderContent(of: folder.path) == .data)
    }

    @Test func `the message names a few of the other things`() {
        let text = IDXError.noData(directory: "d", found: ["a", "b", "c", "d", "e"]).description
        #expect(text.hasPrefix("d: no data here, but a, b, c and 2 more; "))
        #expect(
            IDXError.noData(directory: "d", found: ["a"]).description.hasPrefix("d: no data here, but a; "))
    }
}
