import Glibc
import Synchronization

/// SIGTERM and SIGINT: the first is told to its owner, a second ends the program at once with 128 and its number.
public final class TerminationSignals {
    private let sources: SignalSources

    /// Takes the signals over; until it returns they do what they always do, afterwards none is lost.
    ///
    /// - Parameter onFirst: called once, on some thread, with the signal's number.
    public init(onFirst: @escaping @Sendable (Int32) -> Void) async {
        let seen = Count()
        sources = await SignalSources([SIGTERM, SIGINT]) { number in
            if seen.value.wrappingAdd(1, ordering: .relaxed).oldValue > 0 { exit(128 + number) }
            onFirst(number)
        }
    }

    private final class Count: Sendable {
        let value = Atomic(0)
    }
}
