import CommandSupport
import Synchronization

/// Ctrl-C and SIGTERM: a task is cancelled, a run is asked to stop between two steps; a second signal ends the
/// program at once.
final class Interruption {
    private struct Request: Sendable {
        var isMade = false
        var cancel: (@Sendable () -> Void)?
    }

    private final class State: Sendable {
        let request = Mutex(Request())
    }

    private let state = State()
    private let signals: TerminationSignals

    init() async {
        signals = await TerminationSignals { [state] _ in
            let cancel = state.request.withLock { request in
                request.isMade = true
                return request.cancel
            }
            Console.standardError.write("\nstopping; once more to stop at once\n")
            cancel?()
        }
    }

    /// Whether somebody asked to stop.
    var isRequested: Bool { state.request.withLock { $0.isMade } }

    /// Waits for a task, which a signal cancels.
    func value<Value: Sendable>(of task: Task<Value, any Error>) async throws -> Value {
        state.request.withLock { $0.cancel = { task.cancel() } }
        defer { state.request.withLock { $0.cancel = nil } }
        return try await task.value
    }
}
