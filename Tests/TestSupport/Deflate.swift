/// Zlib streams written by hand.
public enum Deflate {
    /// A zlib stream (RFC 1950) of stored blocks (RFC 1951, section 3.2.4).
    public static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let end = min(start + 65_535, bytes.count)
            let length = UInt16(end - start)
            result.append(end == bytes.count ? 1 : 0)
            result += [length, ~length].flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
            result += bytes[start..<end]
            start = end
        } while start < bytes.count
        return result + bigEndian(Checksums.adler32(bytes))
    }

    /// A zlib stream of `count` zero bytes at a thousandth of the size: what a decompression bomb is made of.
    ///
    /// One block with the fixed Huffman codes (RFC 1951, section 3.2.6): a literal zero, then matches of length 258 at
    /// distance 1, which are 13 bits each: code 285 (`11000101`), distance code 0 (`00000`).
    public static func zeros(_ count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.append(0b1, count: 1)  // the last block
        bits.append(0b01, count: 2)  // fixed codes
        let matches = max(0, count - 1) / 258
        for _ in 0..<(count - matches * 258) { bits.appendCode(0b0011_0000, count: 8) }
        for _ in 0..<matches {
            bits.appendCode(0b1100_0101, count: 8)
            bits.appendCode(0, count: 5)
        }
        bits.appendCode(0, count: 7)  // end of block
        // Adler-32 of zeros: the first sum stays 1, the second counts the bytes.
        return [0x78, 0x01] + bits.bytes + bigEndian(UInt32(count % 65_521) << 16 | 1)
    }
}

/// Bits packed as deflate wants them: least significant first, Huffman codes from their top bit.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var used = 8

    mutating func append(_ value: Int, count: Int) {
        for bit in 0..<count {
            if used == 8 {
                bytes.append(0)
                used = 0
            }
            bytes[bytes.count - 1] |= UInt8(value >> bit & 1) << used
            used += 1
        }
    }

    mutating func appendCode(_ code: Int, count: Int) {
        for bit in stride(from: count - 1, through: 0, by: -1) { append(code >> bit & 1, count: 1) }
    }
}
