/// What stands between the brackets of a host: an IPv6 address, or one of a version to come (RFC 3986 §3.2.2).
enum IPLiteral {
    static func isValid(_ text: ArraySlice<UInt8>) -> Bool {
        text.first.map { $0.lowercased == UInt8(ascii: "v") } == true ? isFuture(text) : isIPv6(text)
    }

    /// `"v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )`.
    private static func isFuture(_ text: ArraySlice<UInt8>) -> Bool {
        let version = text.dropFirst().prefix { $0.hexValue != nil }
        let rest = text[version.endIndex...]
        return !version.isEmpty && rest.first == UInt8(ascii: ".") && rest.count > 1
            && rest.dropFirst().allSatisfy { $0.isNameCharacter || $0 == UInt8(ascii: ":") }
    }

    /// Eight groups of one to four hexadecimal digits; the last two may be an IPv4 address, and `::`, at most once,
    /// stands for one group of zeros or more.
    private static func isIPv6(_ text: ArraySlice<UInt8>) -> Bool {
        let pieces = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        // A gap is an empty piece within; at either end it is two, for the colon there has nothing beyond it.
        let inner = pieces.dropFirst(pieces.first?.isEmpty == true ? 1 : 0)
            .dropLast(pieces.last?.isEmpty == true ? 1 : 0)
        let gaps = inner.count { $0.isEmpty }
        let startsBare = pieces.first?.isEmpty == true && inner.first?.isEmpty != true
        let endsBare = pieces.last?.isEmpty == true && inner.last?.isEmpty != true
        guard gaps <= 1, !startsBare, !endsBare else { return false }
        var groups = inner.filter { !$0.isEmpty }
        var count = groups.count
        if let last = groups.last, last.contains(UInt8(ascii: ".")) {
            guard isIPv4(last), pieces.last?.isEmpty == false else { return false }
            groups.removeLast()
            count += 1
        }
        return groups.allSatisfy { $0.count <= 4 && $0.allSatisfy { $0.hexValue != nil } }
            && (gaps == 1 ? count <= 7 : count == 8)
    }

    /// Four numbers of 0 to 255 without leading zeros.
    private static func isIPv4(_ text: ArraySlice<UInt8>) -> Bool {
        let numbers = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return numbers.count == 4
            && numbers.allSatisfy { digits in
                (1...3).contains(digits.count) && digits.allSatisfy(\.isDigit)
                    && (digits.count == 1 || digits.first != UInt8(ascii: "0"))
                    && digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 255
            }
    }
}
