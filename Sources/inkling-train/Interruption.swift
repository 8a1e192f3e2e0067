import CommandSupport
import Dispatch
import Glibc
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

    private static let numbers = [SIGINT, SIGTERM]
    private let state = State()
    private let sources: [any DispatchSourceSignal]

    init() {
        sources = Self.numbers.map { [state] number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                let before = state.request.withLock { request in
                    defer { request.isMade = true }
                    return request
                }
                if before.isMade { exit(128 + number) }
                Console.standardError.write("\nstopping; once more to stop at once\n")
                before.cancel?()
            }
            source.activate()
            return source
        }
    }

    deinit {
        sources.forEach { $0.cancel() }
        for number in Self.numbers { signal(number, SIG_DFL) }
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
