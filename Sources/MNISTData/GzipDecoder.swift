import CZlib

/// Gzip (RFC 1952) as a state machine: compressed pieces in, content out, never more than a limit.
///
/// A file may hold several members one after the other, whose contents are joined (section 2.2), as `gzip`
/// itself does. Anything else after a member, zero padding included, is refused: these files have none, so it
/// is damage. Every member's CRC and length are checked.
///
/// Safe to use: it alone holds its `z_stream`, which lives exactly as long as the decoder, and zlib sees a buffer
/// only during a call.
@safe struct GzipDecoder: ~Copyable {
    private static let magic: [UInt8] = [0x1f, 0x8b]
    private static let pieceSize = 1 << 16

    /// The file's name, for errors.
    private let file: String
    private let limit: Int
    private var produced = 0
    private var membersCompleted = 0
    // On the heap: zlib keeps the address of the stream and refuses one that has moved.
    private let stream: UnsafeMutablePointer<z_stream>

    /// Prepares to decompress a file to at most `limit` bytes.
    init(file: String, limit: Int) throws(GzipError) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe czlib_inflate_init_gzip(stream) == Z_OK else {
            unsafe stream.deallocate()
            throw .outOfMemory(file: file)
        }
        self.file = file
        self.limit = limit
        unsafe self.stream = stream
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Decompresses the next piece of the file, handing on content in pieces as it appears.
    ///
    /// - Throws: `GzipError`, or what `emit` throws; the decoder is of no use after that.
    mutating func decode(_ input: [UInt8], emit: ([UInt8]) throws -> Void) throws {
        var rest = input[...]
        while let next = rest.first {
            // The first two bytes of a member go in one by one, to tell a bad beginning from later damage.
            let position = unsafe Int(stream.pointee.total_in)
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
        guard unsafe membersCompleted > 0 && stream.pointee.total_in == 0 else {
            throw .truncated(file: file)
        }
    }

    /// One call of zlib: takes up to `inputCount` bytes from the front of `rest`, gives up to one piece.
    private mutating func inflateOnce(
        _ rest: inout ArraySlice<UInt8>, atMost inputCount: Int
    ) throws(GzipError) -> [UInt8] {
        var result = Z_OK
        var consumed = 0
        let output = unsafe [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
            unsafe rest.withUnsafeBufferPointer { input in
                // zlib's `next_in` is not const, for the sake of old callers, but is never written through.
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(inputCount)
                unsafe stream.pointee.next_out = buffer.baseAddress
                unsafe stream.pointee.avail_out = UInt32(Self.pieceSize)
                result = unsafe inflate(stream, Z_NO_FLUSH)
                consumed = unsafe inputCount - Int(stream.pointee.avail_in)
                count = unsafe Self.pieceSize - Int(stream.pointee.avail_out)
            }
        }
        rest = rest.dropFirst(consumed)
        switch result {
        case Z_OK:
            break
        case Z_STREAM_END:
            membersCompleted += 1
            let status = unsafe inflateReset(stream)
            guard status == Z_OK else { throw .corrupt(file: file, reason: "zlib error \(status)") }
        case Z_MEM_ERROR:
            throw .outOfMemory(file: file)
        default:
            let reason = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
            throw .corrupt(file: file, reason: reason ?? "zlib error \(result)")
        }
        return output
    }
}
