import Dispatch
import Synchronization

/// Lines on their way to a log, written on a queue of their own and many at a time.
///
/// A log that blocks, or whose disk is full, costs lines, never requests and never more than a fixed amount of memory:
/// what does not fit, and what could not be written, is dropped, counted, and told once something can be written.
public final class LogWriter: Sendable {
    /// Where lines go, several whole ones at a time; may block; false where not all could be written.
    public typealias Output = @Sendable ([UInt8]) -> Bool

    /// How long a line waits for others to go with it.
    private static let pause = DispatchTimeInterval.milliseconds(100)
    /// The most bytes that wait for a slow log.
    private static let capacity = 4 << 20

    private struct Backlog {
        var text: [UInt8] = []
        var lines = 0
        /// Dropped lines that the log has not been told of.
        var untold = 0
        /// Whether `drainBacklog` is going to come.
        var isAwaited = false
    }

    private let output: Output
    private let complaint: @Sendable (Int) -> [UInt8]
    private let queue = DispatchQueue(label: "inkling.log")
    private let backlog = Mutex(Backlog())
    private let dropped = Atomic(0)

    /// Makes a writer.
    ///
    /// - Parameter complaint: the line that tells how many lines were dropped.
    public init(
        complaint: @escaping @Sendable (Int) -> [UInt8] = {
            Array("log too slow: \($0) lines dropped\n".utf8)
        },
        to output: @escaping Output
    ) {
        self.output = output
        self.complaint = complaint
    }

    /// How many lines were dropped since the start.
    public var droppedLines: Int { dropped.load(ordering: .relaxed) }

    /// Writes a whole line, soon.
    public func write(_ line: [UInt8]) {
        let isFirst = backlog.withLock { backlog in
            if backlog.text.count + line.count <= Self.capacity {
                backlog.text += line
                backlog.lines += 1
            } else {
                backlog.untold += 1
                dropped.count()
            }
            defer { backlog.isAwaited = true }
            return !backlog.isAwaited
        }
        if isFirst { queue.asyncAfter(deadline: .now() + Self.pause) { self.drainBacklog() } }
    }

    /// Returns once everything that came so far is written, or after so long where the log is stuck.
    public func flush(within limit: Duration) async {
        await withCheckedContinuation { continuation in
            let waiter = Waiter(continuation)
            queue.async {
                self.drainBacklog()
                waiter.resume()
            }
            let milliseconds = Int(limit / .milliseconds(1))
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) {
                waiter.resume()
            }
        }
    }

    /// A continuation that two may resume, the first of them really.
    private final class Waiter: Sendable {
        private let waiting: Mutex<CheckedContinuation<Void, Never>?>

        init(_ continuation: CheckedContinuation<Void, Never>) {
            waiting = Mutex(continuation)
        }

        func resume() {
            let continuation = waiting.withLock { waiting in
                defer { waiting = nil }
                return waiting
            }
            continuation?.resume()
        }
    }

    /// Writes what waits; on the queue alone.
    private func drainBacklog() {
        let taken = backlog.withLock { backlog in
            defer { backlog = Backlog() }
            return backlog
        }
        var untold = taken.untold
        if !taken.text.isEmpty, !output(taken.text) {
            untold += taken.lines
            dropped.count(taken.lines)
        } else if untold > 0, output(complaint(untold)) {
            untold = 0
        }
        if untold > 0 { backlog.withLock { $0.untold += untold } }
    }
}
