/// A strong entity tag and the comparisons that conditional requests make (RFC 9110 §8.8.3).
public struct EntityTag: Sendable, Equatable, CustomStringConvertible {
    /// The tag with its quotes.
    public let description: String

    /// Tags content by its size and its 64-bit FNV-1a hash: equal bytes, equal tag, on every machine.
    ///
    /// `coding` tells the same content's codings apart, whose bytes differ.
    public init(of content: [UInt8], coding: String? = nil) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in content { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let suffix = coding.map { "-\($0)" } ?? ""
        description = "\"\(String(content.count, radix: 16))-\(String(hash, radix: 16))\(suffix)\""
    }

    /// How tags are compared (RFC 9110 §8.8.3.2).
    enum Comparison {
        /// A weak tag equals nothing.
        case strong
        /// `W/` does not matter.
        case weak
    }

    /// Whether a list such as that of `If-Match` names this tag, or everything by `*`.
    func isListed(in members: [Substring], by comparison: Comparison) -> Bool {
        members.contains { member in
            member == "*" || equals(member, by: comparison)
        }
    }

    /// Whether the text is this tag.
    func equals(_ text: some StringProtocol, by comparison: Comparison) -> Bool {
        text == description || (comparison == .weak && text == "W/" + description)
    }
}
