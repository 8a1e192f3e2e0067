/// A strong entity tag and the comparison that conditional requests make (RFC 9110 §8.8.3).
public struct EntityTag: Sendable, Equatable, CustomStringConvertible {
    /// The tag with its quotes.
    public let description: String

    /// Tags content by its size and its 64-bit FNV-1a hash: equal bytes, equal tag, on every machine.
    public init(of content: [UInt8]) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in content { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        description = "\"\(String(content.count, radix: 16))-\(String(hash, radix: 16))\""
    }

    /// Whether an `If-None-Match` names this tag: weak comparison, `*` matches all (RFC 9110 §13.1.2).
    public func isListed(in fields: HTTPFields) -> Bool {
        fields.members(of: "If-None-Match").contains { member in
            member == "*" || member == description || member == "W/" + description
        }
    }
}
