import Dispatch
import HTTPCore
import Logging
import Synchronization

/// One `info` line a request, written off the event loop: a log that blocks costs lines, never requests.
final class AccessLog: Sendable {
    /// The most lines that wait for a slow log; the ones after are counted and dropped.
    private static let capacity = 10_000

    private struct Backlog {
        var waiting = 0
        var dropped = 0
    }

    private let logger: Logger
    private let queue = DispatchQueue(label: "inkling.access-log")
    private let backlog = Mutex(Backlog())

    init(logger: Logger) {
        self.logger = logger
    }

    /// Logs one exchange, soon.
    func record(_ exchange: Exchange, peer: SocketAddress) {
        guard logger.logLevel <= .info else { return }
        let isAccepted = backlog.withLock { backlog in
            guard backlog.waiting < Self.capacity else {
                backlog.dropped += 1
                return false
            }
            backlog.waiting += 1
            return true
        }
        if isAccepted { queue.async { self.write(exchange, peer: peer) } }
    }

    /// Returns once everything recorded so far is written.
    func flush() async {
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    }

    private func write(_ exchange: Exchange, peer: SocketAddress) {
        let dropped = backlog.withLock { backlog in
            backlog.waiting -= 1
            defer { backlog.dropped = 0 }
            return backlog.dropped
        }
        if dropped > 0 { logger.warning("access log too slow", metadata: ["dropped": "\(dropped)"]) }
        logger.info("request", metadata: Self.metadata(exchange, peer: peer))
    }

    private static func metadata(_ exchange: Exchange, peer: SocketAddress) -> Logger.Metadata {
        var metadata: Logger.Metadata = [:]
        for (key, value) in exchange.notes { metadata[key] = "\(visible(value))" }
        metadata["request_id"] = "\(exchange.id)"
        metadata["method"] = "\(visible(exchange.method?.rawValue ?? "-"))"
        metadata["path"] = "\(visible(exchange.target ?? "-"))"
        metadata["status"] = exchange.status.map { "\($0.code)" } ?? "-"
        metadata["bytes"] = "\(exchange.bodySize)"
        metadata["duration_ms"] = "\(milliseconds(exchange.duration))"
        metadata["peer"] = "\(peer)"
        if let refusal = exchange.refusal { metadata["refusal"] = "\(refusal)" }
        if exchange.isAborted { metadata["aborted"] = "true" }
        return metadata
    }

    /// At most 256 characters, none of them a control character: a value cannot begin a line of its own.
    private static func visible(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(256).map { $0.properties.generalCategory == .control ? "?" : $0 }))
    }

    /// Whole microseconds, written as milliseconds.
    private static func milliseconds(_ duration: Duration) -> Double {
        (duration / .microseconds(1)).rounded() / 1000
    }
}
