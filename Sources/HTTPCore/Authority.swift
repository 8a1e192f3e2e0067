/// `host [":" port]`, as in the Host field and in absolute targets (RFC 9110 §7.2, RFC 3986 §3.2).
struct Authority {
    /// The port in digits; nil where there is none, or a colon alone (RFC 3986 §3.2.3).
    let port: Int?

    /// Nil where the text is no host with an optional port of at most 65535; there is never user information.
    init?(_ text: ArraySlice<UInt8>) {
        let end: Int
        if text.first == UInt8(ascii: "[") {
            guard let close = text.firstIndex(of: UInt8(ascii: "]")),
                IPLiteral.isValid(text[(text.startIndex + 1)..<close])
            else { return nil }
            end = close + 1
        } else {
            end = text.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex
            guard end > text.startIndex, text[..<end].allSatisfy(Self.isHostCharacter) else { return nil }
        }
        guard let colon = text[end...].first else {
            port = nil
            return
        }
        let digits = text[(end + 1)...]
        guard colon == UInt8(ascii: ":"), digits.count <= 5, digits.allSatisfy(\.isDigit) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard number <= 65_535 else { return nil }
        port = digits.isEmpty ? nil : number
    }

    /// `unreserved`: the grammar has percent triplets and `sub-delims` too, which no name of a machine holds and
    /// another parser could decode, or split at.
    private static func isHostCharacter(_ byte: UInt8) -> Bool {
        if byte.isLetter || byte.isDigit { return true }
        switch Unicode.Scalar(byte) {
        case "-", ".", "_", "~": return true
        default: return false
        }
    }
}
