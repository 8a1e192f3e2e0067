import Dispatch
public import HTTPCore
public import Logging
import Synchronization

/// An HTTP/1.1 server on TCP and Unix sockets: a few event loops hold the connections, a compute queue runs the handler.
///
/// No thread ever waits for one client. Start it once, drain it to end it.
public final class SocketServer: Sendable {
    /// Where and how to serve.
    public struct Configuration: Sendable {
        /// Where to listen.
        public var endpoints = [Endpoint.tcp(host: "127.0.0.1", port: 8080)]
        /// Every limit and deadline.
        public var limits = HTTPLimits()
        /// How many event loops share the connections, each a thread that sleeps while nothing happens.
        public var eventLoops = 2

        /// Makes the defaults.
        public init() {}
    }

    /// What there is while the server runs.
    private struct Running: Sendable {
        let acceptor: Acceptor
        let accepting: DispatchGroup
        let mailboxes: [EventLoopMailbox]
        let serving: DispatchGroup
    }

    private let configuration: Configuration
    private let handler: any HTTPHandler
    private let logger: Logger
    private let accessLog: AccessLog?
    private let statistics: ServerStatistics
    private let running = Mutex<Running?>(nil)

    /// Makes a server that does nothing yet.
    ///
    /// `accessLog` takes a line a request. What the server has to do is counted in `statistics`.
    public init(
        configuration: Configuration, handler: any HTTPHandler, logger: Logger,
        statistics: ServerStatistics = ServerStatistics(), accessLog: AccessLog? = nil
    ) {
        self.configuration = configuration
        self.handler = handler
        self.logger = logger
        self.statistics = statistics
        self.accessLog = accessLog
    }

    /// Binds, listens and begins to serve; returns the endpoints' addresses with their real ports. To be called once.
    @discardableResult
    public func start() throws(ListenError) -> [SocketAddress] {
        precondition(running.withLock { $0 == nil }, "a server starts once")
        let hosts = configuration.endpoints.count { if case .tcp = $0 { true } else { false } }
        var sockets: [ListeningSocket] = []
        for endpoint in configuration.endpoints {
            sockets.append(try ListeningSocket(endpoint, isAlone: hosts == 1))
        }
        do throws(SystemError) {
            let started = try begin(on: sockets)
            running.withLock { $0 = started }
        } catch {
            throw .system(error)
        }
        for socket in sockets { logger.info("listening", metadata: ["address": "\(socket.address)"]) }
        return sockets.map(\.address)
    }

    private func begin(on sockets: [ListeningSocket]) throws(SystemError) -> Running {
        let limits = configuration.limits
        let environment = EventLoop.Environment(
            limits: limits, handler: handler,
            pool: HandlerPool(width: limits.handlers, depth: limits.queue, statistics: statistics),
            bodies: BodyBudget(limit: limits.bodies), accessLog: accessLog, logger: logger,
            idPrefix: String(UInt32.random(in: .min ... .max), radix: 36))
        let count = max(configuration.eventLoops, 1)
        var loops: [(mailbox: EventLoopMailbox, poller: FileDescriptor)] = []
        for _ in 0..<count { loops.append((try EventLoopMailbox(), try Poller.open())) }
        let acceptor = try Acceptor(
            sockets: sockets,
            admission: Admission(
                limit: limits.connections, share: limits.connectionsPerAddress, statistics: statistics),
            mailboxes: loops.map(\.mailbox), logger: logger)

        // Each of these blocks occupies its queue, and so one thread, for as long as the server runs.
        let serving = DispatchGroup()
        for (index, (mailbox, poller)) in loops.enumerated() {
            DispatchQueue(label: "inkling.event-loop-\(index)").async(group: serving) { [logger] in
                let loop = EventLoop(
                    environment: environment, mailbox: mailbox, poller: Poller(poller), index: index,
                    count: count)
                do throws(SystemError) {
                    try loop.run()
                } catch {
                    logger.critical("event loop failed", metadata: ["error": "\(error)"])
                }
            }
        }
        let accepting = DispatchGroup()
        DispatchQueue(label: "inkling.acceptor").async(group: accepting) { acceptor.run() }
        return Running(
            acceptor: acceptor, accepting: accepting, mailboxes: loops.map(\.mailbox), serving: serving)
    }

    /// Stops accepting, closes idle connections, finishes the requests in flight with `Connection: close`.
    ///
    /// Returns when all is closed; what is not done after `deadline` is cut. Calling it again, also meanwhile,
    /// with a shorter deadline is how a second signal hurries it.
    public func drain(deadline: Duration) async {
        guard let running = running.withLock({ $0 }) else { return }
        let cut = SystemClock.monotonic + deadline
        running.acceptor.stop()
        // Only then is no connection on its way to a loop that has ended.
        await running.accepting.completion()
        for mailbox in running.mailboxes { mailbox.post(.drain(until: cut)) }
        await running.serving.completion()
        await accessLog?.writer.flush(within: .seconds(1))
    }
}

extension DispatchGroup {
    /// Returns when every block of the group has ended.
    fileprivate func completion() async {
        await withCheckedContinuation { continuation in
            notify(queue: .global()) { continuation.resume() }
        }
    }
}
