import Synchronization

/// Ctrl-C and SIGTERM: a task is cancelled, a run is asked to stop between two steps; a second signal ends the
/// program at once.
public final class Interruption {
    private struct Request: Sendable {
        var signal: Int32?
        var cancel: (@Sendable () -> Void)?
    }

    final class State: Sendable {
        private let request = Mutex(Request())

        /// The signal by which somebody asked to stop.
        var signal: Int32? { request.withLock { $0.signal } }

        /// What a signal does.
        func interrupt(by number: Int32) {
            let cancel = request.withLock { request in
                request.signal = number
                return request.cancel
            }
            cancel?()
        }

        /// Takes what a signal cancels from now on, nil for nothing; cancels at once where one came before.
        func onSignal(_ cancel: (@Sendable () -> Void)?) {
            let isLate = request.withLock { request in
                request.cancel = cancel
                return request.signal != nil
            }
            if isLate { cancel?() }
        }
    }

    let state = State()
    private let signals: TerminationSignals

    public init() async {
        signals = await TerminationSignals { [state] number in
            Console.standardError.write("\nstopping; once more to stop at once\n")
            state.interrupt(by: number)
        }
    }

    /// The signal by which somebody asked to stop; nil as long as nobody did.
    public var signal: Int32? { state.signal }

    /// Waits for a task, which a signal cancels, also one that came before.
    ///
    /// - Throws: `Interrupted` where a signal cancelled the task, otherwise what the task throws.
    public func value<Value: Sendable>(of task: Task<Value, any Error>) async throws -> Value {
        state.onSignal { task.cancel() }
        defer { state.onSignal(nil) }
        do {
            return try await task.value
        } catch let error as CancellationError {
            guard let signal else { throw error }
            throw Interrupted(signal: signal)
        }
    }
}
