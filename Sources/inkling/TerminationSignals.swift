import Dispatch
import Glibc
import Synchronization

/// SIGTERM and SIGINT: the first is waited for, a second ends the program at once.
struct TerminationSignals {
    private final class Count: Sendable {
        let value = Atomic(0)
    }

    private let stream: AsyncStream<Int32>
    private let sources: [any DispatchSourceSignal]

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        let count = Count()
        self.stream = stream
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if count.value.wrappingAdd(1, ordering: .relaxed).oldValue > 0 { exit(128 + number) }
                continuation.yield(number)
            }
            source.activate()
            return source
        }
    }

    func first() async {
        for await _ in stream { break }
    }
}
