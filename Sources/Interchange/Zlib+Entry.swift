import Compression

extension Zlib {
    /// A raw deflate stream (RFC 1951) that holds exactly `count` bytes and ends with its input; nil if it does not.
    static func inflateRaw(_ bytes: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        // One byte of room more than there should be: a stream that holds more fills it.
        guard UInt32(exactly: bytes.count) != nil, UInt32(exactly: count + 1) != nil,
            var inflation = Inflation(.none)
        else { return nil }
        var rest = bytes
        let (output, progress) = inflation.step(&rest, room: count + 1)
        return progress == .ended && rest.isEmpty && output.count == count ? output : nil
    }
}
