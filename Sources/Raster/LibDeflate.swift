internal import CDeflate

/// The only file that speaks to libdeflate, which deflates, inflates and sums several times as fast as zlib.
///
/// Inflating, it is laxer than zlib in what only a crafted stream has: a code word that the block's own code leaves undefined,
/// and the two length and two distance symbols without a meaning (RFC 1951, section 3.2.5).
enum LibDeflate {
    /// How a zlib stream fits the room made for it.
    enum Fit: Equatable {
        /// It fills the room, ends with the input, and its checksum is right.
        case exact

        /// It goes on after the room is full; how much longer it is was not looked at.
        case tooLong

        /// It is too short or damaged, or does not end where the input does.
        case refused
    }

    /// CRC-32 as in the PNG specification, annex D.
    static func crc32(_ bytes: Span<UInt8>) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { unsafe libdeflate_crc32(0, $0.baseAddress, $0.count) }
    }

    /// Deflates to a whole zlib stream (RFC 1950), as quickly as it can be done.
    static func deflate(_ bytes: [UInt8]) -> [UInt8] {
        guard let compressor = unsafe libdeflate_alloc_compressor(quickest) else {
            preconditionFailure("no memory is left to deflate in")
        }
        defer { unsafe libdeflate_free_compressor(compressor) }
        let bound = unsafe libdeflate_zlib_compress_bound(compressor, bytes.count)
        return unsafe [UInt8](unsafeUninitializedCapacity: bound) { room, count in
            count = unsafe libdeflate_zlib_compress(
                compressor, bytes, bytes.count, room.baseAddress, room.count)
        }
    }

    /// Of libdeflate's levels, 1 to 12.
    private static let quickest: Int32 = 1

    /// Inflates a whole zlib stream (RFC 1950), checksum included, into a room of the size that it must have.
    ///
    /// - Precondition: `room` lies within `bytes`.
    static func inflate(_ stream: Span<UInt8>, to bytes: inout [UInt8], at room: Range<Int>) -> Fit {
        // Nothing is kept between streams but memory, and to allocate that takes a thousandth of the time.
        guard let decompressor = unsafe libdeflate_alloc_decompressor() else { return .refused }
        defer { unsafe libdeflate_free_decompressor(decompressor) }
        var consumed = 0
        let result = unsafe stream.withUnsafeBufferPointer { input in
            unsafe bytes.withUnsafeMutableBufferPointer { output in
                let output = output.extracting(room)
                return unsafe libdeflate_zlib_decompress_ex(
                    decompressor, input.baseAddress, input.count, output.baseAddress, output.count, &consumed,
                    nil)
            }
        }
        switch result {
        case LIBDEFLATE_SUCCESS: return consumed == stream.count ? .exact : .refused
        case LIBDEFLATE_INSUFFICIENT_SPACE: return .tooLong
        default: return .refused
        }
    }
}
