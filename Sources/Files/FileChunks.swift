import Glibc

/// A file's bytes in order, a piece at a time.
public enum FileChunks {
    private static let size = 1 << 16

    /// Calls `body` with each piece, of which none is empty, so that no more of the file than one piece is held.
    ///
    /// The file may be a pipe; what is read of one without an end, `body` decides.
    ///
    /// - Throws: `UnreadableFile`, or what `body` throws.
    public static func forEach(of path: String, _ body: ([UInt8]) throws -> Void) throws {
        let file = try InputFile(path)
        while true {
            let piece = try file.read(atMost: size)
            if piece.isEmpty { return }
            try body(piece)
        }
    }

    /// The whole of a regular file: a device or pipe, which may have no end, or never begin, is refused.
    ///
    /// - Parameter limit: bytes that it may have; of a longer one nothing is read.
    /// - Throws: `UnreadableFile`.
    public static func contents(of path: String, limit: Int) throws(UnreadableFile) -> [UInt8] {
        // Without waiting, as opening a pipe does until there is a writer. It changes nothing for regular files.
        let file = try InputFile(path, flags: O_NONBLOCK)
        let expected = try file.regularSize()
        guard expected <= limit else {
            throw UnreadableFile(path: path, reason: "it has \(expected) bytes, at most \(limit) are read")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(expected)
        while true {
            let piece = try file.read(atMost: size)
            if piece.isEmpty { return bytes }
            bytes += piece
            // It may grow meanwhile, and the kernel's own files say that they are empty.
            guard bytes.count <= limit else {
                throw UnreadableFile(path: path, reason: "it has more than the \(limit) bytes that are read")
            }
        }
    }
}
