import Files
import FoundationEssentials
import Glibc

/// What is in a folder, in the same order on every machine; empty where there is no such folder.
struct FolderListing {
    private let directory: String

    /// Entries that are not hidden, ascending.
    let names: [String]

    /// - Throws: `UnreadableFile` where there is something at `directory` that cannot be listed.
    init(_ directory: String) throws(UnreadableFile) {
        self.directory = directory
        guard unsafe access(directory, R_OK | X_OK) == 0 else {
            let number = errno
            guard number == ENOENT || number == ENOTDIR else {
                throw UnreadableFile(path: directory, errno: number)
            }
            names = []
            return
        }
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory)
                .filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw UnreadableFile(path: directory, reason: "it is no folder")
        }
    }

    /// The path of an entry.
    func path(of name: String) -> String { directory + "/" + name }

    /// The names of the folders in it.
    var folders: [String] {
        names.filter { name in
            var isFolder = false
            return FileManager.default.fileExists(atPath: path(of: name), isDirectory: &isFolder) && isFolder
        }
    }

    /// The names of the PNG files in it.
    var pictures: [String] { names.filter { $0.lowercased().hasSuffix(".png") } }
}
