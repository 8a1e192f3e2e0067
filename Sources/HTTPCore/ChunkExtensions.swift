/// `*( BWS ";" BWS name [ BWS "=" BWS value ] )` (RFC 9112 §7.1.1): nobody uses them, smugglers do.
enum ChunkExtensions {
    /// Whether the text is such a list, which may be empty.
    static func isValid(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        while !rest.isEmpty {
            skipBlanks(&rest)
            guard rest.popFirst() == UInt8(ascii: ";") else { return false }
            skipBlanks(&rest)
            guard skipToken(&rest) else { return false }
            var value = rest
            skipBlanks(&value)
            guard value.first == UInt8(ascii: "=") else { continue }
            value.removeFirst()
            skipBlanks(&value)
            guard value.first == UInt8(ascii: "\"") ? skipQuotedString(&value) : skipToken(&value) else {
                return false
            }
            rest = value
        }
        return true
    }

    private static func skipBlanks(_ rest: inout ArraySlice<UInt8>) {
        while let first = rest.first, first.isBlank { rest.removeFirst() }
    }

    private static func skipToken(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let length = rest.prefix(while: \.isToken).count
        rest.removeFirst(length)
        return length > 0
    }

    /// Skips `"..."` with its backslash pairs (RFC 9110 §5.6.4); false where it has no end.
    private static func skipQuotedString(_ rest: inout ArraySlice<UInt8>) -> Bool {
        rest.removeFirst()
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return true
            case UInt8(ascii: "\\"): guard rest.popFirst()?.isFieldValue == true else { return false }
            default: guard byte.isFieldValue else { return false }
            }
        }
        return false
    }
}
