import Glibc
public import HTTPCore

/// Reads a folder of static files into memory, once, at start.
///
/// Regular files, and links to such files in the same folder; whatever leads outside is refused at start, and names
/// that begin with a dot are nobody's business.
public enum AssetFolder {
    /// Why a folder could not be loaded.
    public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// There is no such folder.
        case missing(path: String)
        /// A file or folder in it cannot be read.
        case unreadable(path: String, SystemError)
        /// A link in it leads to something that is not in it.
        case leadsOutside(path: String, target: String)
        /// Something in it is neither a file nor a folder, or a link to a folder.
        case notAFile(path: String)
        /// All its files together are larger than the limit, in bytes.
        case tooLarge(path: String, limit: Int)

        public var description: String {
            switch self {
            case .missing(let path): "there is no folder \(path): name the folder of the page's files"
            case .unreadable(let path, let error): "cannot read \(path): \(error)"
            case .leadsOutside(let path, let target):
                "\(path) is a link to \(target), outside the folder: put the file itself there, or remove the link"
            case .notAFile(let path): "\(path) is neither a file nor a folder: remove it"
            case .tooLarge(let path, let limit):
                "the files in \(path) are larger than \(limit) bytes together"
            }
        }
    }

    /// The files below `path`, in the order of their names, as `StaticAssets` wants them.
    public static func load(_ path: String, limit: Int = 64 << 20) throws(Failure) -> [StaticAssets.Entry] {
        guard let root = resolved(path), try status(root).st_mode & S_IFMT == S_IFDIR else {
            throw .missing(path: path)
        }
        var entries: [StaticAssets.Entry] = []
        var room = limit
        try collect(root, root: root, served: "", into: &entries) { (size) throws(Failure) in
            room -= size
            if room < 0 { throw .tooLarge(path: path, limit: limit) }
        }
        return entries
    }

    private static func collect(
        _ folder: String, root: String, served prefix: String, into entries: inout [StaticAssets.Entry],
        claim: (Int) throws(Failure) -> Void
    ) throws(Failure) {
        for name in try names(in: folder) where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            guard let file = resolved(path) else { throw failure(path, call: "realpath") }
            guard file.hasPrefix(root + "/") else { throw .leadsOutside(path: path, target: file) }
            let status = try status(file)
            switch status.st_mode & S_IFMT {
            // A link to a folder could lead round in a circle.
            case S_IFDIR where file == path:
                try collect(path, root: root, served: "\(prefix)/\(name)", into: &entries, claim: claim)
            case S_IFREG:
                try claim(Int(status.st_size))
                entries.append(
                    StaticAssets.Entry(
                        path: "\(prefix)/\(name)", bytes: try content(of: file),
                        modified: status.st_mtim.tv_sec))
            default:
                throw .notAFile(path: path)
            }
        }
    }

    /// The path without links, or nil where there is nothing at its end.
    private static func resolved(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    private static func status(_ path: String) throws(Failure) -> stat {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { throw failure(path, call: "lstat") }
        return status
    }

    private static func names(in folder: String) throws(Failure) -> [String] {
        guard let directory = unsafe opendir(folder) else { throw failure(folder, call: "opendir") }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            names.append(
                unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                    unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
                })
        }
        return names.sorted()
    }

    private static func content(of path: String) throws(Failure) -> [UInt8] {
        do throws(SystemError) {
            let file = FileDescriptor(
                owning: try retrying("open") { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) })
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 64 * 1024)
            while true {
                let count = try retrying("read") { unsafe read(file.raw, &buffer, buffer.count) }
                if count == 0 { return bytes }
                bytes.append(contentsOf: buffer[..<count])
            }
        } catch {
            throw .unreadable(path: path, error)
        }
    }

    private static func failure(_ path: String, call: String) -> Failure {
        .unreadable(path: path, SystemError(call: call, code: errno))
    }
}
