import Dispatch
import Synchronization

/// A gate before the compute queue: so many jobs at work, so many waiting, and no more.
final class HandlerPool: Sendable {
    private struct State {
        var working = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private let width: Int
    private let depth: Int
    private let queue = DispatchQueue(label: "inkling.handlers", attributes: .concurrent)
    private let state = Mutex(State())

    init(width: Int, depth: Int) {
        self.width = max(width, 1)
        self.depth = max(depth, 0)
    }

    /// Runs the job now or later, in order of arrival; false, and the job forgotten, where the queue is full.
    func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        enum Admission { case runs, waits, refused }
        let admission = state.withLock { state -> Admission in
            if state.working < width {
                state.working += 1
                return .runs
            }
            guard state.waiting.count < depth else { return .refused }
            state.waiting.append(job)
            return .waits
        }
        if admission == .runs { queue.async { self.work(first: job) } }
        return admission != .refused
    }

    /// One worker: its job, then whatever waits.
    private func work(first: @Sendable () -> Void) {
        first()
        while let next = takeNext() { next() }
    }

    private func takeNext() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.working -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
