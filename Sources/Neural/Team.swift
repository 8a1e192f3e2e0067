import Dispatch
import Synchronization

/// Threads that share a batch's samples out among themselves.
///
/// A batch is always cut into the same `lanes`, whichever thread takes each, and what the lanes find is added up in
/// their order: the result of a training step does not depend on timing, nor on the number of threads up to eight.
public struct Team: Sendable {
    /// Threads that work at the same time.
    public let threads: Int

    /// Pieces that a batch is cut into.
    public let lanes: Int

    public init(threads: Int) {
        precondition(threads > 0)
        self.threads = threads
        lanes = max(8, threads)
    }

    /// The samples of a batch of `count` that `lane` holds; empty where the batch is small.
    func samples(of count: Int, lane: Int) -> Range<Int> {
        (count * lane / lanes)..<(count * (lane + 1) / lanes)
    }

    /// Calls `body(lane, samples, worker)` once for every lane that has samples, on all threads, and waits for them.
    func share(_ count: Int, _ body: (_ lane: Int, _ samples: Range<Int>, _ worker: Int) -> Void) {
        // Safe to run on several threads at once: every lane is taken by one worker, layers write only to their own
        // lane's samples, gradients and sums, and nothing outlives `concurrentPerform`, which waits for them all.
        nonisolated(unsafe) let body = body
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: count == 1 ? 1 : threads) { worker in
            while true {
                let lane = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard lane < lanes else { return }
                let samples = samples(of: count, lane: lane)
                if !samples.isEmpty { unsafe body(lane, samples, worker) }
            }
        }
    }

    /// Calls `body` for every index below `count`, on all threads, and waits; the order is not defined.
    public func forEach(_ count: Int, _ body: (Int) -> Void) {
        share(count) { _, indices, _ in indices.forEach(body) }
    }
}
