import DigitAPI
import Logging
import SocketServer

/// The end of the servers: told at once, begun after the grace, over by the deadline.
struct Ending: Sendable {
    let state: ServiceState
    /// In the order in which they end: those who run the server can watch it to the end.
    let servers: [SocketServer]
    let grace: Duration
    let deadline: Duration
    let logger: Logger
    let log: LogWriter

    /// Returns when everything is closed; a cancelled task does not wait for the grace.
    func begin() async {
        state.stop()
        logger.notice("stopping: finishing the requests in flight")
        do {
            try await Task.sleep(for: grace)
        } catch {
            logger.notice("stopping at once")
        }
        for server in servers { await server.drain(deadline: deadline) }
        await log.flush(within: .seconds(1))
    }

    /// Makes a `begin` that goes on meanwhile return at once.
    func hurry() async {
        for server in servers { await server.drain(deadline: .zero) }
    }
}
