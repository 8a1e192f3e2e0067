import HTTPCore

/// One line a request, formatted on the event loop and written elsewhere.
///
/// A line a write, through `Logger` and its dictionaries, took 12 us a request; this takes 1.
public struct AccessLog: Sendable {
    /// How lines look.
    public enum Format: Sendable {
        /// `key=value` pairs, in the form of swift-log's lines.
        case plain
        /// A JSON object.
        case json
    }

    let writer: LogWriter
    private let format: Format
    private let label: String

    /// A log whose lines carry `label`.
    public init(_ writer: LogWriter, format: Format, label: String) {
        self.writer = writer
        self.format = format
        self.label = label
    }

    /// Logs one exchange, soon.
    func record(_ exchange: Exchange, peer: SocketAddress, date: HTTPDate) {
        writer.write(line(exchange, peer: peer, date: date))
    }

    func line(_ exchange: Exchange, peer: SocketAddress, date: HTTPDate) -> [UInt8] {
        let source = "SocketServer"
        var line = LogLine(
            format, date: date.iso8601, level: "info", label: label, source: source, message: "request")
        line.pair("method", exchange.method?.rawValue ?? "-")
        line.pair("path", exchange.target ?? "-")
        line.pair("status", exchange.status.map { String($0.code) } ?? "-")
        line.number("bytes", "\(exchange.bodySize)")
        line.number("duration_ms", Self.milliseconds(exchange.duration))
        line.pair("peer", peer.description)
        line.pair("request_id", exchange.id)
        if let trace = exchange.trace {
            line.pair("trace_id", trace.traceID)
            line.pair("parent_id", trace.parentID)
        }
        if let refusal = exchange.refusal { line.pair("refusal", refusal) }
        if exchange.isAborted { line.pair("aborted", "true") }
        for (key, value) in exchange.notes { line.pair(key, value) }
        return line.finished()
    }

    /// Whole microseconds, written as milliseconds.
    private static func milliseconds(_ duration: Duration) -> String {
        "\((duration / .microseconds(1)).rounded() / 1000)"
    }
}
