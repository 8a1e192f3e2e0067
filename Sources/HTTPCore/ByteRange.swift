/// The part of a representation that a `Range` field asks for (RFC 9110 §14.1.2).
enum ByteRange: Equatable {
    /// Nothing that is answered by a part: another unit, several ranges, no valid range.
    case whole
    /// These bytes, at least one.
    case part(Range<Int>)
    /// 416: valid, but beyond the end.
    case unsatisfiable

    /// Reads the field for a representation of `size` bytes.
    ///
    /// Several ranges, which nobody asks of a page's files but attackers, are answered by the whole, as
    /// RFC 9110 §14.2 lets us.
    init(_ values: [String], size: Int) {
        guard values.count == 1, let text = values.first?.utf8, text.count > 6,
            zip(text, "bytes=".utf8).allSatisfy({ $0.lowercased == $1 })
        else {
            self = .whole
            return
        }
        let ends = text.dropFirst(6).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.allSatisfy(\.isDigit) }),
            ends.contains(where: { !$0.isEmpty })
        else {
            self = .whole
            return
        }
        switch (Self.number(ends[0]), Self.number(ends[1])) {
        case (nil, let suffix?):
            self = suffix == 0 || size == 0 ? .unsatisfiable : .part(max(size - suffix, 0)..<size)
        case (let first?, let last) where last.map({ $0 >= first }) ?? true:
            self = first >= size ? .unsatisfiable : .part(first..<min((last ?? size) + 1, size))
        default:
            self = .whole
        }
    }

    /// Nil without digits; beyond what any file has, that much.
    private static func number(_ digits: Substring.UTF8View) -> Int? {
        digits.isEmpty ? nil : digits.reduce(0) { min($0 * 10 + Int($1 - 0x30), 1 << 50) }
    }
}
