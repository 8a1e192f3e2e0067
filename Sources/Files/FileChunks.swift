import Glibc

/// A regular file's bytes in order, a piece at a time; a device or pipe, which may have no end, or never begin, is
/// refused.
public enum FileChunks {
    private static let size = 1 << 16

    /// Calls `body` with each piece, of which none is empty, so that no more of the file than one piece is held.
    ///
    /// - Throws: `UnreadableFile`, for what is no regular file too, or what `body` throws.
    public static func forEach(of path: String, _ body: ([UInt8]) throws -> Void) throws {
        let file = try InputFile(path)
        _ = try file.regularSize()
        while true {
            let piece = try file.read(atMost: size)
            if piece.isEmpty { return }
            try body(piece)
        }
    }

    /// The whole of a file.
    ///
    /// - Parameter limit: bytes that it may have; of a longer one nothing is read.
    /// - Throws: `UnreadableFile`.
    public static func contents(of path: String, limit: Int) throws(UnreadableFile) -> [UInt8] {
        let file = try InputFile(path)
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
