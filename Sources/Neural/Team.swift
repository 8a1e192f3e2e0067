import Dispatch
import Synchronization

/// Threads that share a batch's samples out among themselves.
///
/// A batch is always cut into the same `lanes`, whichever thread takes each, and what the lanes find is added up in
/// their order: the result of a training step does not depend on timing, nor on the number of threads. Those beyond the
/// lanes have no part in a batch; they only help where work is by pieces that nothing is added up over (`forEach`).
public struct Team: Sendable {
    /// Threads that work at the same time.
    public let threads: Int

    /// Pieces that a batch is cut into: always eight, because sums round as their terms are grouped.
    public let lanes = 8

    public init(threads: Int) {
        precondition(threads > 0)
        self.threads = threads
    }

    /// The samples of a batch of `count` that `lane` holds; empty where the batch is small.
    func samples(of count: Int, lane: Int) -> Range<Int> {
        (count * lane / lanes)..<(count * (lane + 1) / lanes)
    }

    /// Calls `body(lane, samples, worker)` once for every lane that has samples, on as many threads as there are lanes
    /// at most, and waits for them.
    func share(_ count: Int, _ body: (_ lane: Int, _ samples: Range<Int>, _ worker: Int) -> Void) {
        take(lanes, workers: count == 1 ? 1 : threads) { lane, worker in
            let samples = samples(of: count, lane: lane)
            if !samples.isEmpty { body(lane, samples, worker) }
        }
    }

    /// Calls `body` for every index below `count`, on all threads, and waits; the order is not defined.
    public func forEach(_ count: Int, _ body: (Int) -> Void) {
        let pieces = max(lanes, threads)
        take(pieces, workers: count == 1 ? 1 : threads) { piece, _ in
            (count * piece / pieces..<count * (piece + 1) / pieces).forEach(body)
        }
    }

    /// Calls `body(piece, worker)` once for every piece, on up to `workers` threads, and waits for them.
    private func take(_ pieces: Int, workers: Int, _ body: (_ piece: Int, _ worker: Int) -> Void) {
        // Safe to run on several threads at once: every piece is taken by one worker, layers write only to their own
        // lane's samples, gradients and sums, and nothing outlives `concurrentPerform`, which waits for them all.
        nonisolated(unsafe) let body = body
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: min(pieces, workers)) { worker in
            while true {
                let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard piece < pieces else { return }
                unsafe body(piece, worker)
            }
        }
    }
}
