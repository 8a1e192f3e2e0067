import Glibc

/// Which file a path leads to, whatever the path is: links, `./` and the like make no difference.
public struct FileIdentity: Equatable, Sendable {
    private let device: UInt64
    private let inode: UInt64

    /// nil where there is no file, or none that can be asked.
    public init?(_ path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Of an open file, which may have no path any more; nil where it cannot be asked.
    public init?(descriptor: Int32) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    /// Whether two paths lead to the same file, or say the same where there is none yet.
    public static func isSame(_ a: String, _ b: String) -> Bool {
        guard let first = FileIdentity(a), let second = FileIdentity(b) else { return a == b }
        return first == second
    }
}
