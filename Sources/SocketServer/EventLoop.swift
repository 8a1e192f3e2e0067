import HTTPCore
import Logging

/// One thread's share of the connections: waits for readiness, lets the machines decide, does as they say.
///
/// Not Sendable, made and run on one queue's thread and known to nobody else: everything in it is isolated by
/// construction. Nothing here ever waits for a client.
final class EventLoop {
    /// What all the loops of a server share.
    struct Environment: Sendable {
        let limits: HTTPLimits
        let handler: any HTTPHandler
        let pool: HandlerPool
        let bodies: BodyBudget
        let accessLog: AccessLog?
        let logger: Logger
        /// The beginning of every connection's id; different in every process.
        let idPrefix: String
    }

    private static let mailboxToken = UInt64.max
    /// How much is read from one connection before another has its turn.
    private static let readSize = 64 * 1024
    /// Deadlines are looked after no more often than this.
    private static let sweepPause = Duration.milliseconds(5)

    private let environment: Environment
    private let mailbox: EventLoopMailbox
    private let poller: Poller
    private var connections: [UInt64: Connection] = [:]
    private var nextToken: UInt64
    private let tokenStep: UInt64
    private var buffer = [UInt8](repeating: 0, count: readSize)

    /// The time of this turn; read once, since a turn is short.
    private var now = SystemClock.monotonic
    private var date = HTTPDate(unixSeconds: SystemClock.unixSeconds)
    /// No deadline of any connection comes before it; nil where there is none.
    private var earliestDeadline: Duration?
    private var drainDeadline: Duration?
    /// Those whose turn ended before their requests did.
    private var awaitingTurn: [Connection] = []

    /// Makes loop number `index` of `count`; connections' tokens are unique among all of them.
    init(environment: Environment, mailbox: EventLoopMailbox, poller: Poller, index: Int, count: Int) {
        self.environment = environment
        self.mailbox = mailbox
        self.poller = poller
        nextToken = UInt64(index)
        tokenStep = UInt64(count)
    }

    /// Serves until it is told to drain and has done so.
    func run() throws(SystemError) {
        try poller.add(mailbox.signal.descriptor, token: Self.mailboxToken, interest: .read)
        while drainDeadline == nil || !connections.isEmpty {
            let events = try poller.wait(timeout: awaitingTurn.isEmpty ? timeout() : .zero)
            now = SystemClock.monotonic
            let seconds = SystemClock.unixSeconds
            if seconds != date.unixSeconds { date = HTTPDate(unixSeconds: seconds) }

            var hasMail = false
            for event in events {
                if event.token == Self.mailboxToken {
                    hasMail = true
                } else if let connection = connections[event.token] {
                    serve(connection, event)
                }
            }
            if hasMail { mailbox.takeAll().forEach(deliver) }
            takeTurns()
            if let earliestDeadline, now >= earliestDeadline { sweep() }
            if let drainDeadline, now >= drainDeadline { cutAll() }
        }
    }

    private func timeout() -> Duration? {
        [earliestDeadline, drainDeadline].compactMap(\.self).min().map { $0 - SystemClock.monotonic }
    }

    /// Goes on with those who had to let others have their turn.
    private func takeTurns() {
        let connections = awaitingTurn
        awaitingTurn = []
        for connection in connections {
            connection.awaitsTurn = false
            advance(connection)
        }
    }

    // MARK: Events

    private func serve(_ connection: Connection, _ event: Poller.Event) {
        if event.isReadable, connection.wantsInput {
            guard receive(connection) else { return }
        } else if event.isReadable {
            connection.hasUnwantedInput = true
        }
        // Gone both ways, and reading, if that was wanted, has come to its end.
        if event.isGone, !event.isReadable || !connection.machine.wantsInput { return lose(connection) }
        if event.isWritable, !flush(connection) { return }
        if connection.awaitsTurn { settle(connection) } else { advance(connection) }
    }

    /// Reads once; false where the connection is lost.
    private func receive(_ connection: Connection) -> Bool {
        do throws(SystemError) {
            let count = try connection.socket.receive(into: &buffer)
            if count == 0 {
                connection.machine.receivedEnd()
            } else {
                connection.machine.received(buffer[..<count], at: now)
            }
            return true
        } catch {
            // Stale readiness: the poller will tell again.
            if error.isWouldBlock { return true }
            lose(connection)
            return false
        }
    }

    private func deliver(_ message: EventLoopMailbox.Message) {
        switch message {
        case .adopt(let socket, let peer, let permit):
            adopt(socket, peer, permit)
        case .answered(let token, let response):
            // The client may be gone by now.
            guard let connection = connections[token] else { return }
            connection.machine.answered(response, date: date, at: now)
            advance(connection)
        case .drain(let deadline):
            // A drain can be hurried, never put off, in whichever order two of them arrive.
            drainDeadline = min(drainDeadline ?? deadline, deadline)
            for connection in Array(connections.values) {
                // What has arrived is served, not reset.
                if connection.machine.wantsInput, !receive(connection) { continue }
                connection.machine.drain()
                advance(connection)
            }
        }
    }

    private func adopt(_ socket: ClientSocket, _ peer: SocketAddress, _ permit: Admission.Permit) {
        let token = nextToken
        nextToken += tokenStep
        let limits = environment.limits
        let id = "\(environment.idPrefix)-\(String(token, radix: 36))"
        var machine =
            refusal(permit.standing).map { ConnectionMachine(id: id, limits: limits, refusing: $0, at: now) }
            ?? ConnectionMachine(id: id, limits: limits, at: now)
        if drainDeadline != nil { machine.drain() }
        let connection = Connection(
            token: token, socket: socket, peer: peer, permit: permit, bodies: environment.bodies,
            machine: machine)
        do throws(SystemError) {
            try poller.add(socket.descriptor, token: token, interest: .read)
        } catch {
            // ENOMEM or ENOSPC: this client is turned away, the others are not touched.
            return environment.logger.error("connection dropped", metadata: ["error": "\(error)"])
        }
        connections[token] = connection
        // The first request is often here already.
        if connection.machine.wantsInput, !receive(connection) { return }
        advance(connection)
    }

    /// What a connection is told that is not served, nil for one that is.
    private func refusal(_ standing: Admission.Standing) -> HTTPRefusal? {
        let limits = environment.limits
        return switch standing {
        case .served: nil
        case .full: .tooManyConnections(limit: limits.connections, retryAfter: limits.retryAfter)
        case .addressFull:
            .tooManyConnectionsFromAddress(
                limit: limits.connectionsPerAddress, retryAfter: limits.retryAfter)
        }
    }

    // MARK: Actions

    /// Does what the machine says until it has to wait, or until others are to have their turn.
    private func advance(_ connection: Connection) {
        var requests = 0
        // The request that the next refusal is of, where that comes from the queue and not from the parser.
        var turnedAway: HTTPRequest?
        while connections[connection.token] != nil, let action = connection.machine.nextAction(at: now) {
            switch action {
            case .handle(let request, let id):
                turnedAway = handle(connection, request, id: id) ? nil : request
                requests += 1
            case .consider(let head, let id):
                if let response = environment.handler.answerWithoutBody(
                    head, RequestContext(id: id, peer: connection.peer))
                {
                    connection.machine.answered(response, date: date, at: now)
                } else {
                    connection.enqueue(connection.machine.wantsBody())
                    guard flush(connection) else { return }
                }
            case .refuse(let refusal, let id):
                let response = environment.handler.respond(
                    refusing: refusal, of: turnedAway, RequestContext(id: id, peer: connection.peer))
                turnedAway = nil
                connection.machine.answered(response, date: date, at: now)
            case .send(let bytes):
                connection.enqueue(bytes)
                guard flush(connection) else { return }
            case .finished(let exchange):
                record(exchange, of: connection)
                connection.releaseBody()
                if requests >= environment.limits.requestsPerTurn { return awaitTurn(connection) }
            case .endSending:
                connection.socket.endSending()
            case .close:
                connections[connection.token] = nil
            }
        }
        settle(connection)
    }

    private func awaitTurn(_ connection: Connection) {
        if !connection.awaitsTurn { awaitingTurn.append(connection) }
        connection.awaitsTurn = true
        settle(connection)
    }

    /// Has the request answered; false where it is refused.
    private func handle(_ connection: Connection, _ request: HTTPRequest, id: String) -> Bool {
        let handler = environment.handler
        let peer = connection.peer
        if let response = handler.answerAtOnce(request, RequestContext(id: id, peer: peer)) {
            connection.machine.answered(response, date: date, at: now)
            return true
        }
        let isAccepted = environment.pool.submit {
            [mailbox, now, token = connection.token, presence = connection.presence] in
            // Nobody would read the answer.
            guard !presence.isGone else { return }
            let context = RequestContext(id: id, peer: peer, queueTime: SystemClock.monotonic - now)
            mailbox.post(.answered(token: token, handler.respond(to: request, context)))
        }
        if !isAccepted { connection.machine.refused(.overloaded(retryAfter: environment.limits.retryAfter)) }
        return isAccepted
    }

    /// Sends what waits; false where the connection is lost.
    private func flush(_ connection: Connection) -> Bool {
        do throws(SystemError) {
            if try connection.flush() { connection.machine.sentAll() }
            return true
        } catch {
            lose(connection)
            return false
        }
    }

    /// Tells the poller what the connection waits for, and remembers its deadline.
    private func settle(_ connection: Connection) {
        guard connections[connection.token] != nil else { return }
        guard connection.claimBody() else {
            connection.machine.refused(.tooManyBodies(retryAfter: environment.limits.retryAfter))
            return advance(connection)
        }
        if let deadline = connection.machine.deadline {
            earliestDeadline = min(earliestDeadline ?? deadline, deadline)
        }
        let interest = connection.wantedInterest
        guard interest != connection.interest else { return }
        do throws(SystemError) {
            try poller.modify(connection.socket.descriptor, token: connection.token, interest: interest)
            connection.interest = interest
        } catch {
            environment.logger.error("connection dropped", metadata: ["error": "\(error)"])
            lose(connection)
        }
    }

    private func lose(_ connection: Connection) {
        if let exchange = connection.machine.lost(at: now) { record(exchange, of: connection) }
        connection.presence.leave()
        connections[connection.token] = nil
    }

    private func record(_ exchange: Exchange, of connection: Connection) {
        environment.handler.finished(exchange)
        environment.accessLog?.record(exchange, peer: connection.peer, date: date)
    }

    // MARK: Time

    /// Lets every connection whose deadline has come know, and finds the next one.
    private func sweep() {
        earliestDeadline = nil
        for connection in Array(connections.values) {
            connection.machine.timePassed(to: now, unsent: connection.unsent)
            advance(connection)
        }
        earliestDeadline = earliestDeadline.map { max($0, now + Self.sweepPause) }
    }

    private func cutAll() {
        for connection in Array(connections.values) { lose(connection) }
    }
}
