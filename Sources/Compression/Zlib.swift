import CZlib

/// What archives and the page's files need of zlib: the only Swift file of the product that sees its C.
public enum Zlib {
    /// CRC-32 as gzip and zip files have it (RFC 1952 section 8, APPNOTE 4.4.7).
    public static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            UInt32(truncatingIfNeeded: unsafe crc32_z(0, buffer.baseAddress, buffer.count))
        }
    }

    /// Content as one gzip member (RFC 1952), as small as zlib makes it, without a name or a time: equal bytes, equal
    /// result. Nil for want of memory.
    ///
    /// - Precondition: it is smaller than 4 GiB.
    public static func gzip(_ content: [UInt8]) -> [UInt8]? {
        var stream = unsafe z_stream()
        // One address for all calls: zlib refuses a stream that has moved.
        return unsafe withUnsafeMutablePointer(to: &stream) { stream in
            guard unsafe czlib_deflate_init_gzip(stream) == Z_OK else { return nil }
            defer { unsafe deflateEnd(stream) }
            var isWhole = false
            let room = unsafe Int(deflateBound(stream, UInt(content.count)))
            let member = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                unsafe content.withUnsafeBufferPointer { content in
                    // zlib's `next_in` is not const, for the sake of old callers, but is never written through.
                    unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: content.baseAddress)
                    unsafe stream.pointee.avail_in = UInt32(content.count)
                    unsafe stream.pointee.next_out = buffer.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(room)
                    isWhole = unsafe deflate(stream, Z_FINISH) == Z_STREAM_END
                    count = unsafe room - Int(stream.pointee.avail_out)
                }
            }
            return isWhole ? member : nil
        }
    }

    /// What deflate's data (RFC 1951) is wrapped in.
    public enum Wrapper: Sendable {
        /// A gzip member (RFC 1952), whose check values are checked.
        case gzip
        /// Nothing.
        case none
    }

    /// How far a stream is after a step.
    public enum Progress: Sendable, Equatable {
        /// It goes on, with more input or more room.
        case unfinished
        /// It ended, all checks passed.
        case ended
        case outOfMemory
        /// It cannot go on, in zlib's own words.
        case damaged(String)
    }

    /// A stream being decompressed.
    ///
    /// Safe to use: it alone holds its `z_stream`, which lives exactly as long as it does, and zlib sees a buffer only
    /// during a call.
    @safe public struct Inflation: ~Copyable {
        // On the heap: zlib keeps the address of the stream and refuses one that has moved.
        private let stream: UnsafeMutablePointer<z_stream>

        /// Begins a stream; nil for want of memory.
        public init?(_ wrapper: Wrapper) {
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            unsafe stream.initialize(to: z_stream())
            let status =
                switch wrapper {
                case .gzip: unsafe czlib_inflate_init_gzip(stream)
                case .none: unsafe czlib_inflate_init_raw(stream)
                }
            guard status == Z_OK else {
                unsafe stream.deallocate()
                return nil
            }
            unsafe self.stream = stream
        }

        deinit {
            unsafe inflateEnd(stream)
            unsafe stream.deallocate()
        }

        /// Compressed bytes taken since the beginning.
        public var takenCount: Int { unsafe Int(stream.pointee.total_in) }

        /// One call of zlib: takes what it can from the front of `input`, gives at most `room` bytes.
        ///
        /// - Precondition: both are less than 4 GiB.
        public mutating func step(
            _ input: inout ArraySlice<UInt8>, room: Int
        ) -> (output: [UInt8], progress: Progress) {
            var status = Z_OK
            var taken = 0
            let output = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                unsafe input.withUnsafeBufferPointer { input in
                    // zlib's `next_in` is not const, for the sake of old callers, but is never written through.
                    unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                    unsafe stream.pointee.avail_in = UInt32(input.count)
                    unsafe stream.pointee.next_out = buffer.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(room)
                    status = unsafe inflate(stream, Z_NO_FLUSH)
                    taken = unsafe input.count - Int(stream.pointee.avail_in)
                    count = unsafe room - Int(stream.pointee.avail_out)
                }
            }
            input = input.dropFirst(taken)
            return (output, progress(status))
        }

        /// Begins the next stream with what was allocated for the last.
        public mutating func restart() -> Progress {
            progress(unsafe inflateReset(stream))
        }

        private func progress(_ status: Int32) -> Progress {
            switch status {
            case Z_OK: return .unfinished
            case Z_STREAM_END: return .ended
            case Z_MEM_ERROR: return .outOfMemory
            default:
                let words = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
                return .damaged(words ?? "zlib error \(status)")
            }
        }
    }
}
