import DigitModel
import Glibc
import Neural

/// Times plans beside each other.
///
/// In turn, by the thread's own processor time, and the least of many short rounds: other processes can only make a round
/// longer.
struct PlanTiming {
    /// Microseconds an image, one for each plan.
    ///
    /// pictures: (N, 28 · 28), as many as a round takes; batch: those that go through a plan together.
    static func microseconds(
        of plans: [InferencePlan], pictures: [[Float]], batch: Int, rounds: Int = 50
    ) -> [Double] {
        let batches = stride(from: 0, to: pictures.count, by: batch).map { start in
            Array(pictures[start...].prefix(batch).joined())
        }
        var workspaces = plans.map { $0.makeWorkspace(images: batch) }
        var least = [Double](repeating: .infinity, count: plans.count)
        for _ in 0..<rounds {
            for (index, plan) in plans.enumerated() {
                let start = processorMicroseconds
                for pixels in batches {
                    _ = plan.logits(
                        of: pixels, images: pixels.count / Architecture.input.count,
                        workspace: &workspaces[index])
                }
                least[index] = min(
                    least[index], (processorMicroseconds - start) / Double(pictures.count))
            }
        }
        return least
    }

    /// What this thread has run since it began.
    private static var processorMicroseconds: Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }
}
