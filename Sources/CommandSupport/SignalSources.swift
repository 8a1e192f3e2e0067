import Dispatch
import Glibc

/// Signals that a program takes over: each is told to a closure for as long as the object lives.
public final class SignalSources {
    private let numbers: [Int32]
    private let sources: [any DispatchSourceSignal]

    /// Takes the signals over; until it returns they do what they always do, afterwards none is lost.
    ///
    /// - Parameter onSignal: called on some thread, with the signal's number.
    public init(_ numbers: [Int32], onSignal: @escaping @Sendable (Int32) -> Void) async {
        var sources: [any DispatchSourceSignal] = []
        for number in numbers {
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { onSignal(number) }
            // A source is registered some time after its activation, on another thread.
            await withCheckedContinuation { continuation in
                source.setRegistrationHandler { continuation.resume() }
                source.activate()
            }
            sources.append(source)
        }
        self.numbers = numbers
        self.sources = sources
    }

    deinit {
        sources.forEach { $0.cancel() }
        for number in numbers { signal(number, SIG_DFL) }
    }
}
