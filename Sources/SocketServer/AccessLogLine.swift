import HTTPCore

/// An exchange as a line of `key=value` pairs, in the form of swift-log's lines beside it.
struct AccessLogLine {
    private(set) var bytes: [UInt8] = []

    init(_ exchange: Exchange, peer: SocketAddress, date: HTTPDate, label: String) {
        bytes.reserveCapacity(384)
        append(date.iso8601)
        append(" info ")
        append(label)
        append(":")
        pair("method", exchange.method?.rawValue ?? "-")
        pair("path", exchange.target ?? "-")
        pair("status", exchange.status.map { String($0.code) } ?? "-")
        pair("bytes", String(exchange.bodySize))
        pair("duration_ms", Self.milliseconds(exchange.duration))
        pair("peer", peer.description)
        pair("request_id", exchange.id)
        if let refusal = exchange.refusal { pair("refusal", refusal) }
        if exchange.isAborted { pair("aborted", "true") }
        for (key, value) in exchange.notes { pair(key, value) }
        append(" [SocketServer] request\n")
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func pair(_ key: String, _ value: String) {
        append(" ")
        append(key)
        append("=")
        append(Self.isPlain(value) ? value : Self.visible(value))
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= 256 && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    /// At most 256 characters, none of them a control character: a value cannot begin a line of its own.
    private static func visible(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(256).map { $0.properties.generalCategory == .control ? "?" : $0 }))
    }

    /// Whole microseconds, written as milliseconds.
    private static func milliseconds(_ duration: Duration) -> String {
        "\((duration / .microseconds(1)).rounded() / 1000)"
    }
}
