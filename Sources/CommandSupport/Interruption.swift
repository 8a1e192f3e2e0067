import Synchronization

/// Ctrl-C and SIGTERM: a task is cancelled, a run is asked to stop between two steps; a second signal ends the
/// program at once.
public final class Interruption {
    private struct Request: Sendable {
        var signal: Int32?
        var cancel: (@Sendable () -> Void)?
    }

    private final class State: Sendable {
        let request = Mutex(Request())
    }

    private let state = State()
    private let signals: TerminationSignals

    public init() async {
        signals = await TerminationSignals { [state] number in
            let cancel = state.request.withLock { request in
                request.signal = number
                return request.cancel
            }
            Console.standardError.write("\nstopping; once more to stop at once\n")
            cancel?()
        }
    }

    /// The signal by which somebody asked to stop; nil as long as nobody did.
    public var signal: Int32? { state.request.withLock { $0.signal } }

    /// Waits for a task, which a signal cancels, also one that came before.
    ///
    /// - Throws: `Interrupted` where a signal cancelled the task, otherwise what the task throws.
    public func value<Value: Sendable>(of task: Task<Value, any Error>) async throws -> Value {
        let isLate = state.request.withLock { request in
            request.cancel = { task.cancel() }
            return request.signal != nil
        }
        if isLate { task.cancel() }
        defer { state.request.withLock { $0.cancel = nil } }
        do {
            return try await task.value
        } catch let error as CancellationError {
            guard let signal else { throw error }
            throw Interrupted(signal: signal)
        }
    }
}
