import Foundation

/// A folder of its own for one test, gone when the test is over.
final class TemporaryFolder {
    private let path = NSTemporaryDirectory() + "files-" + UUID().uuidString

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            print("\(path) is left behind: \(error)")
        }
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// The path of a new file with those bytes.
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: file(name)))
        return file(name)
    }
}
