import CZlib

/// The two services of zlib that archives need.
enum Zlib {
    /// CRC-32 as a zip file has it (APPNOTE 4.4.7).
    static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            UInt32(truncatingIfNeeded: unsafe crc32_z(0, buffer.baseAddress, buffer.count))
        }
    }

    /// A raw deflate stream (RFC 1951) that holds exactly `count` bytes and ends with its input; nil if it does not.
    static func inflateRaw(_ bytes: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        // One byte of room more than there should be: a stream that holds more fills it.
        guard let inputCount = UInt32(exactly: bytes.count), let room = UInt32(exactly: count + 1) else {
            return nil
        }
        // zlib keeps the stream's address from the first call to the last: all are within this closure.
        var stream = unsafe z_stream()
        return unsafe withUnsafeMutablePointer(to: &stream) { stream -> [UInt8]? in
            guard unsafe czlib_inflate_init_raw(stream) == Z_OK else { return nil }
            defer { unsafe inflateEnd(stream) }
            var isComplete = false
            let output = unsafe [UInt8](unsafeUninitializedCapacity: count + 1) { buffer, produced in
                unsafe bytes.withUnsafeBufferPointer { input in
                    // `next_in` is not const, for the sake of old callers, but is never written through.
                    unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                    unsafe stream.pointee.avail_in = inputCount
                    unsafe stream.pointee.next_out = buffer.baseAddress
                    unsafe stream.pointee.avail_out = room
                    let status = unsafe inflate(stream, Z_FINISH)
                    produced = unsafe count + 1 - Int(stream.pointee.avail_out)
                    isComplete = unsafe status == Z_STREAM_END && stream.pointee.avail_in == 0
                }
            }
            return isComplete && output.count == count ? output : nil
        }
    }
}
