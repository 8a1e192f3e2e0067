import Dispatch
import Glibc
import Synchronization

/// SIGTERM and SIGINT: the first is told to its owner, a second ends the program at once with 128 and its number.
public final class TerminationSignals {
    private static let numbers = [SIGTERM, SIGINT]
    private let sources: [any DispatchSourceSignal]

    /// Takes the signals over; until it returns they do what they always do, afterwards none is lost.
    ///
    /// - Parameter onFirst: called once, on some thread, with the signal's number.
    public init(onFirst: @escaping @Sendable (Int32) -> Void) async {
        let seen = Count()
        var sources: [any DispatchSourceSignal] = []
        for number in Self.numbers {
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if seen.value.wrappingAdd(1, ordering: .relaxed).oldValue > 0 { exit(128 + number) }
                onFirst(number)
            }
            // A source is registered some time after its activation, on another thread.
            await withCheckedContinuation { continuation in
                source.setRegistrationHandler { continuation.resume() }
                source.activate()
            }
            sources.append(source)
        }
        self.sources = sources
    }

    deinit {
        sources.forEach { $0.cancel() }
        for number in Self.numbers { signal(number, SIG_DFL) }
    }

    private final class Count: Sendable {
        let value = Atomic(0)
    }
}
