import Compression

/// Gzip (RFC 1952) as a state machine: compressed pieces in, content out, never more than a limit.
///
/// A file may hold several members one after the other, whose contents are joined (section 2.2), as `gzip`
/// itself does. Anything else after a member, zero padding included, is refused: these files have none, so it
/// is damage. Every member's CRC and length are checked.
struct GzipDecoder: ~Copyable {
    private static let magic: [UInt8] = [0x1f, 0x8b]
    private static let pieceSize = 1 << 16

    /// The file's name, for errors.
    private let file: String
    private let limit: Int
    private var produced = 0
    private var membersCompleted = 0
    private var inflation: Zlib.Inflation

    /// Prepares to decompress a file to at most `limit` bytes.
    init(file: String, limit: Int) throws(GzipError) {
        guard let inflation = Zlib.Inflation(.gzip) else { throw .outOfMemory(file: file) }
        self.file = file
        self.limit = limit
        self.inflation = inflation
    }

    /// Decompresses the next piece of the file, handing on content in pieces as it appears.
    ///
    /// - Throws: `GzipError`, or what `emit` throws; the decoder is of no use after that.
    mutating func decode(_ input: [UInt8], emit: ([UInt8]) throws -> Void) throws {
        var rest = input[...]
        while let next = rest.first {
            // The first two bytes of a member go in one by one, to tell a bad beginning from later damage.
            let position = inflation.takenCount
            let atStart = position < Self.magic.count
            if atStart && next != Self.magic[position] {
                throw membersCompleted == 0
                    ? GzipError.notGzip(file: file) : GzipError.trailingGarbage(file: file)
            }
            let output = try inflateOnce(&rest, atMost: atStart ? 1 : rest.count)
            produced += output.count
            guard produced <= limit else { throw GzipError.tooLarge(file: file, limit: limit) }
            if !output.isEmpty { try emit(output) }
        }
    }

    /// Call after the last piece.
    ///
    /// - Throws: `GzipError.truncated` where a member is not complete, or there is none.
    func finish() throws(GzipError) {
        guard membersCompleted > 0 && inflation.takenCount == 0 else {
            throw .truncated(file: file)
        }
    }

    /// Takes up to `inputCount` bytes from the front of `rest`, gives up to one piece.
    private mutating func inflateOnce(
        _ rest: inout ArraySlice<UInt8>, atMost inputCount: Int
    ) throws(GzipError) -> [UInt8] {
        var input = rest.prefix(inputCount)
        var (output, progress) = inflation.step(&input, room: Self.pieceSize)
        rest = rest[input.startIndex...]
        if progress == .ended {
            membersCompleted += 1
            progress = inflation.restart()
        }
        switch progress {
        case .unfinished, .ended: return output
        case .outOfMemory: throw .outOfMemory(file: file)
        case .damaged(let reason): throw .corrupt(file: file, reason: reason)
        }
    }
}
