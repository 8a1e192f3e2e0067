/// Where a request stands in a trace: the `traceparent` field of W3C Trace Context (level 1).
public struct TraceParent: Sendable, Hashable, CustomStringConvertible {
    /// 32 hexadecimal digits in lower case, not all zero.
    public let traceID: String
    /// 16 hexadecimal digits in lower case, not all zero: the caller's span.
    public let parentID: String
    /// Whether the caller may have recorded the trace.
    public let isSampled: Bool

    /// Reads a field's value (§3.2); nil where it breaks the grammar in anything, so that nothing of it goes on.
    ///
    /// Of a version later than 00 the part that is known counts, whatever follows it after a hyphen (§3.2.4).
    public init?(_ value: String) {
        let bytes = Array(value.utf8)
        guard bytes.count >= 55, bytes[2] == Self.hyphen, bytes[35] == Self.hyphen, bytes[52] == Self.hyphen,
            let version = Self.hexadecimal(bytes[0..<2]), version != "ff",
            version == "00" ? bytes.count == 55 : bytes.count == 55 || bytes[55] == Self.hyphen,
            let traceID = Self.hexadecimal(bytes[3..<35]), traceID.utf8.contains(where: { $0 != 0x30 }),
            let parentID = Self.hexadecimal(bytes[36..<52]), parentID.utf8.contains(where: { $0 != 0x30 }),
            let flags = Self.hexadecimal(bytes[53..<55]), let bits = UInt8(flags, radix: 16)
        else { return nil }
        self.traceID = traceID
        self.parentID = parentID
        isSampled = bits & 1 == 1
    }

    /// The field of a request, if it has one and it is sound.
    init?(_ fields: HTTPFields) {
        guard let value = fields["traceparent"], fields.values(for: "traceparent").count == 1 else {
            return nil
        }
        self.init(value)
    }

    /// The value as version 00 has it, with the one flag that it knows.
    public var description: String { "00-\(traceID)-\(parentID)-\(isSampled ? "01" : "00")" }

    private static let hyphen = UInt8(ascii: "-")

    /// The digits as text; nil where one is not `0`...`9` or `a`...`f`.
    private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.allSatisfy({ $0.hexValue != nil && $0 == $0.lowercased }) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
