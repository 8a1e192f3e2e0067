/// The id that ties an answer, its log line and the client's own records together.
public enum RequestID {
    /// The client's `X-Request-Id` if it is 1 to 64 letters, digits, `-`, `_` or `.`; else the fallback.
    ///
    /// So an id is safe in a field, in JSON and in a log line without any escaping.
    static func choose(_ fields: HTTPFields, fallback: String) -> String {
        let offered = fields.values(for: "X-Request-Id")
        guard offered.count == 1, let id = offered.first, (1...64).contains(id.utf8.count),
            id.utf8.allSatisfy(isPlain)
        else { return fallback }
        return id
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".")
    }
}
