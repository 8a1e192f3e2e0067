import Glibc

/// A file that a command is asked to write, checked before the work is done whose result it takes.
public struct OutputFile: Sendable, Equatable {
    /// Where it goes; a file that is there already is replaced.
    public let path: String

    /// Refuses what replacing would destroy: the command's own files, a folder, a device.
    ///
    /// - Parameters:
    ///   - path: where it goes.
    ///   - others: what the command reads, or writes too.
    /// - Throws: `UnfitOutput`.
    public init(_ path: String, besides others: [String]) throws(UnfitOutput) {
        guard !path.isEmpty, !path.hasSuffix("/") else { throw .noName(path) }
        if let other = others.first(where: { FileIdentity.isSame($0, path) }) {
            throw .inUse(path, as: other)
        }
        var status = stat()
        if unsafe stat(path, &status) == 0 {
            switch status.st_mode & S_IFMT {
            case S_IFREG: break
            case S_IFDIR: throw .folder(path)
            default: throw .special(path)
            }
        }
        self.path = path
    }
}

/// Why no file is written to a path.
public enum UnfitOutput: Error, Equatable, Sendable, CustomStringConvertible {
    case noName(String)
    case inUse(String, as: String)
    case folder(String)
    case special(String)

    public var description: String {
        switch self {
        case .noName(let path): "\"\(path)\" names no file to write; give a path that ends in a file's name"
        case .inUse(let path, let other):
            "\(path) is what this command also reads or writes\(path == other ? "" : " as \(other)"); "
                + "name another file to write"
        case .folder(let path): "\(path) is a folder; name a file in it"
        case .special(let path): "\(path) is a device, pipe or socket; name a file that can be replaced"
        }
    }
}
