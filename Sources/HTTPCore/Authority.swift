/// `host [":" port]`, as in the Host field and in absolute targets (RFC 9110 §7.2, RFC 3986 §3.2).
enum Authority {
    /// Whether the text is a non-empty host with an optional port of at most 65535; never with user information.
    static func isValid(_ text: some Collection<UInt8>) -> Bool {
        let text = ArraySlice(Array(text))
        if text.first == UInt8(ascii: "[") {
            guard let close = text.firstIndex(of: UInt8(ascii: "]")) else { return false }
            return isAddress(text[1..<close]) && isPort(text[(close + 1)...])
        }
        let colon = text.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex
        let host = text[..<colon]
        return !host.isEmpty && PercentEncoding.isValid(host, allowing: \.isNameCharacter)
            && isPort(text[colon...])
    }

    /// The characters of an IPv6 address; which address it is matters to nobody here.
    private static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
        text.filter { $0 == UInt8(ascii: ":") }.count >= 2
            && text.allSatisfy { $0.hexValue != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    }

    /// Nothing, or a colon and up to five digits; the digits may be missing (RFC 3986 §3.2.3).
    private static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
        guard let colon = text.first else { return true }
        let digits = text.dropFirst()
        return colon == UInt8(ascii: ":") && digits.count <= 5 && digits.allSatisfy(\.isDigit)
            && digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 65_535
    }
}
