import CommandSupport
import Dispatch
import Glibc
import Synchronization

/// Ctrl-C and SIGTERM as a question that the run asks between two steps; a second signal ends the program at once.
final class Interruption {
    private final class Request: Sendable {
        let isMade = Atomic(false)
    }

    private let request = Request()
    private let sources: [any DispatchSourceSignal]

    init() {
        sources = [SIGINT, SIGTERM].map { [request] number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if request.isMade.exchange(true, ordering: .relaxed) { exit(128 + number) }
                Console.standardError.write("\nstopping after this step; once more to stop at once\n")
            }
            source.activate()
            return source
        }
    }

    /// Whether somebody asked to stop.
    var isRequested: Bool { request.isMade.load(ordering: .relaxed) }
}
