/// A line of a log in the making: no value can begin a line of its own, or flood the log.
public struct LogLine: Sendable {
    private var bytes: [UInt8] = []
    private let format: AccessLog.Format
    private let source: String
    private let message: String

    /// The most characters of a value, except the message.
    private static let limit = 256

    /// Begins a line.
    ///
    /// - Parameters:
    ///   - date: the moment, as ISO 8601 has it.
    ///   - source: the module that speaks.
    public init(
        _ format: AccessLog.Format, date: String, level: String, label: String, source: String,
        message: String
    ) {
        self.format = format
        self.source = source
        self.message = message
        bytes.reserveCapacity(384)
        switch format {
        case .plain: append("\(date) \(level) \(label):")
        case .json:
            append(#"{"time":""#)
            append(date)
            append(#"","level":""#)
            append(level)
            append(#"""#)
            pair("logger", label)
            pair("source", source)
            append(#","message":"#)
            quote(message, limit: 4 * Self.limit)
        }
    }

    /// Adds a key, of letters and underscores, and its value.
    public mutating func pair(_ key: String, _ value: String) {
        switch format {
        case .plain:
            append(" ")
            append(key)
            append("=")
            append(Self.isPlain(value) ? value : Self.visible(value, limit: Self.limit))
        case .json:
            append(#",""#)
            append(key)
            append(#"":"#)
            quote(value, limit: Self.limit)
        }
    }

    /// Adds a key and a number, written in decimal digits.
    mutating func number(_ key: String, _ digits: String) {
        guard case .json = format else { return pair(key, digits) }
        append(#",""#)
        append(key)
        append(#"":"#)
        append(digits)
    }

    /// The line, with its end.
    public consuming func finished() -> [UInt8] {
        switch format {
        case .plain: append(" [\(source)] \(Self.visible(message, limit: 4 * Self.limit))\n")
        case .json: append("}\n")
        }
        return bytes
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= limit && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    /// At most so many characters, none of them a control character or a line end of Unicode's.
    private static func visible(_ text: String, limit: Int) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(limit).map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .lineSeparator, .paragraphSeparator: "?"
                    default: scalar
                    }
                }))
    }

    /// Adds a JSON string (RFC 8259 §7).
    private mutating func quote(_ text: String, limit: Int) {
        append(#"""#)
        for byte in (Self.isPlain(text) ? text : Self.visible(text, limit: limit)).utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        append(#"""#)
    }
}
