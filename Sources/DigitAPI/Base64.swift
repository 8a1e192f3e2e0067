/// Base64 with padding (RFC 4648 §4), whose lines may be broken (RFC 2045 §6.8).
package enum Base64 {
    /// The bytes that the text means; nil where it is not base64.
    ///
    /// Line ends and spaces are passed over wherever they stand, and nothing else is; bits that the padding leaves
    /// over may be anything.
    package static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var isSound = false
        // Three bytes a group of four digits, and one that a store of four may touch behind the last.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 4) { output, count in
            let written = unsafe text.withUnsafeBufferPointer { text in
                unsafe digits.withUnsafeBufferPointer { digits in
                    unsafe decode(text, digits, into: UnsafeMutableRawBufferPointer(output))
                }
            }
            isSound = written != nil
            count = written ?? 0
        }
        return isSound ? bytes : nil
    }

    /// For each of the four places in a group, what each byte means there: six bits of the upper 24, or `noDigit`.
    ///
    /// So a group takes four lookups and one branch.
    private static let digits: [UInt32] = {
        var digits = [UInt32](repeating: noDigit, count: 4 * 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, digit) in alphabet.utf8.enumerated() {
            for place in 0..<4 { digits[place * 256 + Int(digit)] = UInt32(value) << (26 - 6 * place) }
        }
        return digits
    }()

    private static let noDigit: UInt32 = 1

    /// How many bytes it wrote, or nil.
    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, _ digits: UnsafeBufferPointer<UInt32>,
        into output: UnsafeMutableRawBufferPointer
    ) -> Int? {
        var (read, written) = (0, 0)
        while true {
            while read + 4 <= text.count {
                let (a, b, c, d) = unsafe (text[read], text[read + 1], text[read + 2], text[read + 3])
                let group =
                    unsafe digits[Int(a)] | digits[256 + Int(b)] | digits[512 + Int(c)] | digits[768 + Int(d)]
                if group & noDigit != 0 { break }
                unsafe output.storeBytes(of: group.bigEndian, toByteOffset: written, as: UInt32.self)
                (read, written) = (read + 4, written + 3)
            }
            // Here is a blank, the padding, the end or a mistake: one group byte by byte.
            var (group, count, padding) = (0 as UInt32, 0, 0)
            while read < text.count, count < 4 {
                let byte = unsafe text[read]
                read += 1
                if isBlank(byte) { continue }
                if byte == UInt8(ascii: "="), count >= 2 {
                    padding += 1
                } else {
                    let digit = unsafe digits[count * 256 + Int(byte)]
                    guard digit != noDigit, padding == 0 else { return nil }
                    group |= digit
                }
                count += 1
            }
            if count == 0 { return written }
            guard count == 4 else { return nil }
            unsafe output.storeBytes(of: group.bigEndian, toByteOffset: written, as: UInt32.self)
            written += 3 - padding
            if padding > 0 { return unsafe text[read...].allSatisfy(isBlank) ? written : nil }
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x0A || byte == 0x0D || byte == 0x20
    }
}
