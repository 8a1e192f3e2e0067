import Glibc

/// A file's bytes in order, a piece at a time, so that no more of it than one piece is held.
enum FileChunks {
    /// Calls `body` with each piece of at most `size` bytes; none is empty.
    ///
    /// - Throws: `UnreadableFile`, or what `body` throws.
    static func forEach(of path: String, size: Int = 1 << 16, _ body: ([UInt8]) throws -> Void) throws {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        while true {
            let piece = try unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                var result = unsafe read(descriptor, buffer.baseAddress, size)
                while result < 0 && errno == EINTR {
                    result = unsafe read(descriptor, buffer.baseAddress, size)
                }
                guard result >= 0 else { throw unreadable(path) }
                count = result
            }
            if piece.isEmpty { return }
            try body(piece)
        }
    }

    /// The whole file.
    static func contents(of path: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try forEach(of: path) { bytes += $0 }
        return bytes
    }

    private static func unreadable(_ path: String) -> UnreadableFile {
        UnreadableFile(path: path, reason: systemMessage(errno))
    }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
    guard let message = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: message)
}
