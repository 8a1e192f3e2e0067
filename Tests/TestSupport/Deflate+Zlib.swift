import CZlib

extension Deflate {
    /// The zlib stream that zlib itself makes, with all kinds of blocks.
    ///
    /// - Parameter level: 0 (stored) ... 9 (smallest).
    public static func zlib(_ bytes: [UInt8], level: Int32) -> [UInt8] {
        var count = compressBound(uLong(bytes.count))
        var result = [UInt8](repeating: 0, count: Int(count))
        let status = unsafe compress2(&result, &count, bytes, uLong(bytes.count), level)
        precondition(status == Z_OK, "zlib could not compress")
        return Array(result.prefix(Int(count)))
    }
}
