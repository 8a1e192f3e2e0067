import FoundationEssentials

/// What a folder holds, as far as data goes.
public enum FolderContent: Equatable, Sendable {
    /// IDX files, one at least, or PNG files by class.
    case data
    /// There is no such folder.
    case missing
    /// It is there and empty, but for what is hidden.
    case nothing
    /// Other things, by their names, ascending.
    case others([String])

    /// - Throws: what is wrong with a folder that has data: `IDXError`, `ImageFolderError`, `UnreadableFile`.
    public init(of directory: String) throws {
        let names = try FolderListing(directory).names
        let hasFiles = try MNISTFile.allCases.contains { try $0.locate(in: directory) != nil }
        if try hasFiles || ImageFolder(directory) != nil {
            self = .data
        } else if !names.isEmpty {
            self = .others(names)
        } else {
            self = FileManager.default.fileExists(atPath: directory) ? .nothing : .missing
        }
    }
}
