/// `%` and two hexadecimal digits for a byte (RFC 3986 §2.1).
enum PercentEncoding {
    /// Whether every byte is allowed or part of a whole percent triplet.
    static func isValid(_ text: ArraySlice<UInt8>, allowing isAllowed: (UInt8) -> Bool) -> Bool {
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard rest.popFirst()?.hexValue != nil, rest.popFirst()?.hexValue != nil else { return false }
            } else if !isAllowed(byte) {
                return false
            }
        }
        return true
    }

    /// Decodes text that `isValid`, once: what comes out is never decoded again.
    static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = rest.popFirst()?.hexValue,
                let low = rest.popFirst()?.hexValue
            {
                bytes.append(high << 4 | low)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
