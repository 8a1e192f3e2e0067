import Dispatch
import HTTPCore
import Synchronization

/// One line a request, written off the event loops and many at a time: a log that blocks costs lines, never requests.
///
/// A line a write, through `Logger` and its dictionaries, took 12 us a request; this takes 1.
final class AccessLog: Sendable {
    /// Where lines go, several whole ones at a time, on a queue of their own; may block.
    typealias Output = @Sendable ([UInt8]) -> Void

    /// How long a line waits for others to go with it.
    private static let pause = DispatchTimeInterval.milliseconds(100)
    /// The most bytes that wait for a slow log; the lines after are counted and dropped.
    private static let capacity = 4 << 20

    private struct Backlog {
        var text: [UInt8] = []
        var dropped = 0
        /// Whether `write` is going to come.
        var isAwaited = false
    }

    private let label: String
    private let output: Output?
    private let queue = DispatchQueue(label: "inkling.access-log")
    private let backlog = Mutex(Backlog())

    /// A log whose lines carry `label`; without an output it keeps none.
    init(label: String, output: Output?) {
        self.label = label
        self.output = output
    }

    /// Logs one exchange, soon.
    func record(_ exchange: Exchange, peer: SocketAddress, date: HTTPDate) {
        guard output != nil else { return }
        let line = AccessLogLine(exchange, peer: peer, date: date, label: label)
        let isFirst = backlog.withLock { backlog in
            if backlog.text.count + line.bytes.count <= Self.capacity {
                backlog.text += line.bytes
            } else {
                backlog.dropped += 1
            }
            defer { backlog.isAwaited = true }
            return !backlog.isAwaited
        }
        if isFirst { queue.asyncAfter(deadline: .now() + Self.pause) { self.write() } }
    }

    /// Returns once everything recorded so far is written.
    func flush() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.write()
                continuation.resume()
            }
        }
    }

    /// Writes what waits; on the queue alone.
    private func write() {
        let (text, dropped) = backlog.withLock { backlog in
            defer { backlog = Backlog() }
            return (backlog.text, backlog.dropped)
        }
        if !text.isEmpty { output?(text) }
        if dropped > 0 { output?(Array("access log too slow: \(dropped) lines dropped\n".utf8)) }
    }
}
