import Dispatch
import Synchronization

/// A gate before the compute queue: so many jobs at work, so many waiting, and no more.
final class HandlerPool: Sendable {
    private struct State {
        var idle: [DispatchQueue]
        var waiting: [@Sendable () -> Void] = []
    }

    private let depth: Int
    private let statistics: ServerStatistics
    private let state: Mutex<State>

    /// One serial queue for each worker: they get threads of their own. A concurrent queue takes Dispatch's shared
    /// ones, as many as there are cores, and leaves none for signals and draining while all handlers are busy.
    init(width: Int, depth: Int, statistics: ServerStatistics) {
        self.statistics = statistics
        self.depth = max(depth, 0)
        state = Mutex(State(idle: (0..<max(width, 1)).map { DispatchQueue(label: "inkling.handler-\($0)") }))
    }

    /// Runs the job now or later, in order of arrival; false, and the job forgotten, where the queue is full.
    func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        enum Admission { case runs(on: DispatchQueue), waits, refused }
        let admission = state.withLock { state -> Admission in
            if let queue = state.idle.popLast() { return .runs(on: queue) }
            guard state.waiting.count < depth else { return .refused }
            state.waiting.append(job)
            statistics.requestsQueued.count()
            return .waits
        }
        switch admission {
        case .runs(let queue):
            statistics.requestsAtWork.count()
            queue.async { self.work(on: queue, first: job) }
            return true
        case .waits: return true
        case .refused:
            statistics.requestsRefused.count()
            return false
        }
    }

    /// One worker: its job, then whatever waits.
    private func work(on queue: DispatchQueue, first: @Sendable () -> Void) {
        first()
        while let next = takeNext(on: queue) { next() }
    }

    private func takeNext(on queue: DispatchQueue) -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.idle.append(queue)
                statistics.requestsAtWork.count(-1)
                return nil
            }
            statistics.requestsQueued.count(-1)
            return state.waiting.removeFirst()
        }
    }
}
