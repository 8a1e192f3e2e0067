import CLinux
import Glibc
import Synchronization

/// The file of a Unix socket of ours: made with its mode, removed once, and only while it is still ours.
final class UnixSocketFile: Sendable {
    /// A path as the system's calls want it.
    struct Address {
        let path: String
        fileprivate var value = sockaddr_un()

        /// nil where the path is empty or longer than the system can take (107 bytes).
        init?(path: String) {
            self.path = path
            let bytes = Array(path.utf8)
            guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: value.sun_path), !bytes.contains(0)
            else { return nil }
            value.sun_family = sa_family_t(AF_UNIX)
            unsafe withUnsafeMutableBytes(of: &value.sun_path) { unsafe $0.copyBytes(from: bytes) }
        }

        fileprivate func pass<Result>(_ call: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
            unsafe withUnsafePointer(to: value) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe call($0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
        }
    }

    private let path: String
    private let device: dev_t
    private let inode: ino_t
    private let isThere = Mutex(true)

    /// Binds the socket, which is not to listen yet: until it does nobody can connect, whatever the mode is.
    init(binding descriptor: FileDescriptor, to address: Address, mode: UInt32) throws(SystemError) {
        path = address.path
        try retrying("bind") { unsafe address.pass { unsafe bind(descriptor.raw, $0, $1) } }
        var status = stat()
        try retrying("stat") { unsafe stat(address.path, &status) }
        (device, inode) = (status.st_dev, status.st_ino)
        do throws(SystemError) {
            try retrying("chmod") { unsafe chmod(address.path, mode) }
        } catch {
            remove()
            throw error
        }
    }

    deinit { remove() }

    /// Removes the file, unless another process has put its own there.
    func remove() {
        isThere.withLock { isThere in
            guard isThere else { return }
            isThere = false
            var status = stat()
            guard unsafe lstat(path, &status) == 0, status.st_dev == device, status.st_ino == inode else {
                return
            }
            // Who may no longer write to the folder leaves a stale file, which the next start removes.
            unsafe unlink(path)
        }
    }

    /// Removes the socket of a process that ended without doing so.
    ///
    /// - Throws: `EADDRINUSE` where somebody listens, or where the file is no socket.
    static func removeStale(_ address: Address) throws(SystemError) {
        var status = stat()
        guard unsafe lstat(address.path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw SystemError(call: "bind", code: EADDRINUSE) }
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let probe = FileDescriptor(owning: try retrying("socket") { socket(AF_UNIX, kind, 0) })
        do throws(SystemError) {
            try retrying("connect") { unsafe address.pass { unsafe connect(probe.raw, $0, $1) } }
        } catch  where error.code == ECONNREFUSED {
            try retrying("unlink") { unsafe unlink(address.path) }
            return
        } catch  where error.code == ENOENT {
            return
        } catch {
            // Its backlog is full, or it may not be asked: somebody is there.
        }
        throw SystemError(call: "bind", code: EADDRINUSE)
    }
}
