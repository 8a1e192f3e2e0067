/// What stands between the quotes of a JSON string (RFC 8259 §7).
enum JSONString {
    /// The index of the first byte, from `start` on, that is not printable ASCII or is a quote or a backslash; the
    /// end where there is none.
    ///
    /// Eight bytes at a time, nearly all of a body being base64, where there is nothing to find. (Swift's SIMD types
    /// have no fast way to ask for any lane.)
    static func plainEnd(in text: [UInt8], from start: Int) -> Int {
        unsafe text.withUnsafeBytes { bytes in
            var index = start
            while index + 8 <= bytes.count {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                guard isPlain(word) else { break }
                index += 8
            }
            while index < bytes.count, unsafe isPlain(bytes[index]) { index += 1 }
            return index
        }
    }

    /// Whether all eight bytes are plain.
    ///
    /// Subtracting from every byte at once sets the top bit of those that were smaller, and perhaps of one above
    /// such a byte (Warren, Hacker's Delight, 6-1): the answer for all eight is exact.
    private static func isPlain(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let found =
            (word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
            | word
        return found & (ones &* 0x80) == 0
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }

    /// The bytes that the escapes mean; nil where one means nothing, such as half a surrogate pair.
    static func unescaped(_ content: ArraySlice<UInt8>) -> [UInt8]? {
        var plain: [UInt8] = []
        plain.reserveCapacity(content.count)
        var rest = content
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                plain.append(byte)
                continue
            }
            guard let escaped = rest.popFirst() else { return nil }
            switch Unicode.Scalar(escaped) {
            case "\"", "\\", "/": plain.append(escaped)
            case "b": plain.append(0x08)
            case "f": plain.append(0x0C)
            case "n": plain.append(0x0A)
            case "r": plain.append(0x0D)
            case "t": plain.append(0x09)
            case "u":
                guard let scalar = scalar(&rest) else { return nil }
                plain.append(contentsOf: String(scalar).utf8)
            default: return nil
            }
        }
        return plain
    }

    /// The character of a `\uXXXX`, or of two that are a surrogate pair, whose first `\u` is read already.
    private static func scalar(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard let unit = codeUnit(&rest) else { return nil }
        guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) }
        guard rest.popFirst() == UInt8(ascii: "\\"), rest.popFirst() == UInt8(ascii: "u"),
            let trail = codeUnit(&rest), UTF16.isTrailSurrogate(trail)
        else { return nil }
        return Unicode.Scalar(0x1_0000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00))
    }

    private static func codeUnit(_ rest: inout ArraySlice<UInt8>) -> UInt16? {
        guard rest.count >= 4 else { return nil }
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let value = rest.popFirst().flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
                return nil
            }
            unit = unit << 4 | UInt16(value)
        }
        return unit
    }
}
