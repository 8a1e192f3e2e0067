import Glibc

/// A file open for reading, closed when it is let go of.
struct InputFile: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// Opens it, without waiting, as opening a pipe does until there is a writer; for a regular file that changes
    /// nothing.
    init(_ path: String) throws(UnreadableFile) {
        self.path = path
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw UnreadableFile(path: path, errno: errno) }
    }

    deinit { close(descriptor) }

    /// The size of a regular file, in bytes.
    ///
    /// - Throws: `UnreadableFile` for folders, devices, pipes and sockets.
    func regularSize() throws(UnreadableFile) -> Int {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw UnreadableFile(path: path, errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return Int(status.st_size)
        case S_IFDIR: throw UnreadableFile(path: path, reason: "it is a directory")
        default: throw UnreadableFile(path: path, reason: "it is a device, pipe or socket, not a file")
        }
    }

    /// The next piece of at most `size` bytes; empty at the end.
    func read(atMost size: Int) throws(UnreadableFile) -> [UInt8] {
        var failure: Int32 = 0
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var result: Int
            repeat {
                result = unsafe Glibc.read(descriptor, buffer.baseAddress, size)
            } while result < 0 && errno == EINTR
            if result < 0 { failure = errno }
            count = max(0, result)
        }
        guard failure == 0 else { throw UnreadableFile(path: path, errno: failure) }
        return piece
    }
}
