/// The life of one connection as a value: events and the time go in, actions come out.
///
/// The shell reports what happened, then performs `nextAction(at:)` until it is nil. One request at a time is
/// with the handler and input is not wanted meanwhile, so pipelined answers keep their order and a client that
/// does not read its answers is not read either. Times are monotonic, since any origin.
public struct ConnectionMachine: Sendable {
    private let id: String
    private let limits: HTTPLimits
    private var parser: RequestParser
    private var phase = ConnectionPhase.reading
    /// When the phase, or the parser's stage within `.reading`, has to be over.
    public private(set) var deadline: Duration?
    /// Of the body that comes, or of the answer that goes.
    private var pace: TransferPace?
    /// Bytes received since the head of the current request was accepted.
    private var bodyReceived = 0

    private var stage = RequestParser.Stage.empty
    private var requestCount = 0
    /// Whether the request that is being read was given out for `consider`.
    private var hasConsidered = false
    private var hasInputEnded = false
    private var isDraining = false
    private var persistence = ResponseEncoder.Persistence.implied
    /// Of the request that is being read or answered.
    private var current: Exchange?
    private var began = Duration.zero

    /// Makes a fresh connection's machine; `id` is unique to the connection and begins its requests' ids.
    public init(id: String, limits: HTTPLimits, at now: Duration) {
        self.id = id
        self.limits = limits
        parser = RequestParser(limits: limits)
        deadline = now + limits.firstByteDeadline
    }

    /// Makes the machine of a connection that is only told why it is not served.
    public init(id: String, limits: HTTPLimits, refusing refusal: HTTPRefusal, at now: Duration) {
        self.init(id: id, limits: limits, at: now)
        began = now
        phase = .refusing(refusal)
    }

    /// Whether bytes from the client are of use now; otherwise the shell leaves them where they are.
    public var wantsInput: Bool {
        switch phase {
        case .reading, .lingering: !hasInputEnded
        default: false
        }
    }

    /// Whether the next thing to happen is a new request, if any: nobody loses anything by closing now.
    public var isIdle: Bool {
        if case .reading = phase { return parser.stage == .empty }
        return false
    }
}

// MARK: - Events

extension ConnectionMachine {
    /// Bytes came; while lingering they are thrown away.
    public mutating func received(_ bytes: some Collection<UInt8>, at now: Duration) {
        guard case .reading = phase else { return }
        switch parser.stage {
        case .empty: began = now
        case .head: break
        case .body: bodyReceived += bytes.count
        }
        parser.append(bytes)
    }

    /// The client will send nothing more; it may still read, and gets the answers to what it sent.
    public mutating func receivedEnd() {
        hasInputEnded = true
    }

    /// The handler cannot take the request it was given, and the connection goes on after the answer; or there is no
    /// room for the rest of its body, and it does not.
    public mutating func refused(_ refusal: HTTPRefusal) {
        switch phase {
        case .answering, .reading: phase = .refusing(refusal)
        default: break
        }
    }

    /// The body of the request that was given out for `consider` is wanted: on it goes, with these bytes to send.
    public mutating func wantsBody() -> [UInt8] {
        current = nil
        requestCount -= 1
        phase = .reading
        return ResponseEncoder.continueLine
    }

    /// The bytes of an incomplete body that are held, 0 where there is none.
    public var heldBodySize: Int {
        if case .reading = phase { return parser.bodySize }
        return 0
    }

    /// The answer to the request, or refusal, that was last given out.
    public mutating func answered(_ response: HTTPResponse, date: HTTPDate, at now: Duration) {
        guard case .answering(let refusal) = phase, var exchange = current else { return }
        var response = response
        if let pause = refusal?.retryAfter, response.fields["Retry-After"] == nil {
            response.fields.set("Retry-After", "\(max(1, pause.components.seconds))")
        }
        if isDraining || (hasInputEnded && parser.stage == .empty) { persistence = .close }
        if let trace = exchange.trace { response.fields.set("Traceparent", trace.description) }
        exchange.status = response.status
        exchange.bodySize =
            exchange.method == .head || response.status.forbidsBody ? 0 : response.body.count
        exchange.notes = response.notes
        exchange.route = response.route
        current = exchange
        let bytes = ResponseEncoder.encode(
            response, to: exchange.method, id: exchange.id, date: date, persistence: persistence)
        // Counted backwards: what is still unsent is what the shell knows.
        begin(
            TransferPace(window: limits.writeDeadline, rate: limits.writeRate, moved: -bytes.count, at: now))
        phase = .answered(bytes)
    }

    /// Everything given to send has left.
    public mutating func sentAll() {
        if case .sending = phase { phase = .finishing }
    }

    /// Finish what is begun, begin nothing more.
    public mutating func drain() {
        isDraining = true
    }

    /// The connection is lost; the request that was being answered comes back for the log.
    public mutating func lost(at now: Duration) -> Exchange? {
        phase = .closed
        deadline = nil
        return takeAborted(at: now)
    }

    /// The clock moved on; call it when `deadline` has come, with how much of the answer still waits to be taken.
    public mutating func timePassed(to now: Duration, unsent: Int) {
        guard let deadline, now >= deadline else { return }
        self.deadline = nil
        switch phase {
        case .reading:
            switch parser.stage {
            case .empty: phase = .closing
            case .head: phase = .refusing(.headTimeout(limit: limits.headDeadline))
            case .body:
                if !goesOn(moved: bodyReceived, at: now) {
                    phase = .refusing(.bodyTimeout(limit: limits.bodyDeadline))
                }
            }
        case .sending: if !goesOn(moved: -unsent, at: now) { phase = .closing }
        case .answered, .lingering: phase = .closing
        case .refusing, .answering, .finishing, .ending, .closing, .closed: break
        }
    }
}

// MARK: - Actions

extension ConnectionMachine {
    /// The next thing to do, or nil: wait for an event or for `deadline`.
    public mutating func nextAction(at now: Duration) -> Action? {
        switch phase {
        case .reading:
            return read(at: now)
        case .refusing(let refusal):
            return refuse(refusal)
        case .answered(let bytes):
            phase = .sending
            return .send(bytes)
        case .finishing:
            return finish(at: now)
        case .ending:
            phase = .lingering
            deadline = now + limits.lingerDeadline
            return .endSending
        case .closing where current != nil:
            return takeAborted(at: now).map(Action.finished)
        case .lingering where hasInputEnded, .closing:
            phase = .closed
            deadline = nil
            return .close
        case .answering, .sending, .lingering, .closed:
            return nil
        }
    }

    private mutating func read(at now: Duration) -> Action? {
        do throws(HTTPRefusal) {
            if let request = try parser.next() { return handle(request) }
        } catch {
            return refuse(error)
        }
        if hasInputEnded {
            guard parser.stage != .empty else { return end() }
            return refuse(.incompleteRequest)
        }
        if isDraining, parser.stage == .empty { return end() }
        if parser.stage != stage { entered(parser.stage, at: now) }
        if !hasConsidered, let head = parser.headAwaitingContinue {
            hasConsidered = true
            let exchange = begin(method: head.method, target: head.target, fields: head.fields)
            persistence = .close
            phase = .answering(nil)
            return .consider(head, id: exchange.id)
        }
        return nil
    }

    private mutating func entered(_ stage: RequestParser.Stage, at now: Duration) {
        self.stage = stage
        if stage == .body {
            bodyReceived = 0
            begin(TransferPace(window: limits.bodyDeadline, rate: limits.bodyRate, moved: 0, at: now))
        } else {
            deadline = now + limits.headDeadline
        }
    }

    private mutating func begin(_ pace: TransferPace) {
        self.pace = pace
        deadline = pace.deadline
    }

    /// Whether the transfer is fast enough to go on; sets its next deadline.
    private mutating func goesOn(moved: Int, at now: Duration) -> Bool {
        guard pace?.isKept(moved: moved, at: now) == true else { return false }
        deadline = pace?.deadline
        return true
    }

    /// Closes where no answer is on its way that a reset could overtake.
    private mutating func end() -> Action {
        phase = .closed
        deadline = nil
        return .close
    }

    private mutating func handle(_ request: HTTPRequest) -> Action {
        let exchange = begin(method: request.method, target: request.target, fields: request.fields)
        let options = request.fields.members(of: "Connection")
        // `close` wins over everything else in the list (RFC 9112 §9.3).
        if options.contains(where: { $0.equalsIgnoringCase("close") }) {
            persistence = .close
        } else if request.version == .http10 {
            let asksToStay = options.contains { $0.equalsIgnoringCase("keep-alive") }
            persistence = asksToStay ? .keepAlive : .close
        } else {
            persistence = .implied
        }
        phase = .answering(nil)
        deadline = nil
        return .handle(request, id: exchange.id)
    }

    private mutating func refuse(_ refusal: HTTPRefusal) -> Action {
        var exchange =
            current ?? begin(method: parser.method, target: parser.target, fields: HTTPFields())
        exchange.refusal = refusal.code
        current = exchange
        if refusal.endsConnection {
            persistence = .close
            // What was read so far is of no more use, and may be a whole body.
            parser = RequestParser(limits: limits)
        }
        phase = .answering(refusal)
        deadline = nil
        return .refuse(refusal, id: exchange.id)
    }

    private mutating func begin(method: HTTPMethod?, target: String?, fields: HTTPFields) -> Exchange {
        requestCount += 1
        var exchange = Exchange(
            id: RequestID.choose(fields, fallback: "\(id)-\(requestCount)"), method: method, target: target,
            bodySize: 0, duration: .zero, notes: [:])
        exchange.trace = TraceParent(fields)
        current = exchange
        return exchange
    }

    private mutating func takeAborted(at now: Duration) -> Exchange? {
        guard var exchange = current else { return nil }
        current = nil
        exchange.duration = now - began
        exchange.isAborted = true
        return exchange
    }

    /// The answer is out: on to the next request, whose bytes may be here already, or to the end.
    private mutating func finish(at now: Duration) -> Action? {
        guard var exchange = current else { return nil }
        exchange.duration = now - began
        current = nil
        if persistence == .close {
            phase = .ending
        } else {
            phase = .reading
            stage = .empty
            hasConsidered = false
            began = now
            deadline = now + limits.idleDeadline
        }
        return .finished(exchange)
    }
}
