import Glibc
public import HTTPCore

/// Reads a folder of static files into memory, once, at start.
///
/// Regular files only: a symbolic link could lead outside, and names that begin with a dot are nobody's business.
public enum AssetFolder {
    /// Why a folder could not be loaded.
    public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// There is no such folder.
        case missing(path: String)
        /// A file or folder in it cannot be read.
        case unreadable(path: String, SystemError)
        /// All its files together are larger than the limit, in bytes.
        case tooLarge(path: String, limit: Int)

        public var description: String {
            switch self {
            case .missing(let path): "there is no folder \(path): name the folder of the page's files"
            case .unreadable(let path, let error): "cannot read \(path): \(error)"
            case .tooLarge(let path, let limit):
                "the files in \(path) are larger than \(limit) bytes together"
            }
        }
    }

    /// The files below `path`, in the order of their names, as `StaticAssets` wants them.
    public static func load(_ path: String, limit: Int = 64 << 20) throws(Failure) -> [StaticAssets.Entry] {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .missing(path: path)
        }
        var entries: [StaticAssets.Entry] = []
        var room = limit
        try collect(path, served: "", into: &entries) { (file, size) throws(Failure) in
            room -= size
            if room < 0 { throw .tooLarge(path: path, limit: limit) }
        }
        return entries
    }

    private static func collect(
        _ folder: String, served prefix: String, into entries: inout [StaticAssets.Entry],
        claim: (String, Int) throws(Failure) -> Void
    ) throws(Failure) {
        for name in try names(in: folder) where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            var status = stat()
            guard unsafe lstat(path, &status) == 0 else { throw failure(path, call: "lstat") }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                try collect(path, served: "\(prefix)/\(name)", into: &entries, claim: claim)
            case S_IFREG:
                try claim(path, Int(status.st_size))
                entries.append(StaticAssets.Entry(path: "\(prefix)/\(name)", bytes: try content(of: path)))
            default:
                break
            }
        }
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
