import HTTPCore

/// A machine with its shell played by the test: time stands still until a test moves it.
struct Bench {
    var machine: ConnectionMachine
    var now = Duration.zero
    let limits: HTTPLimits
    /// What of the last bytes to send the client has not taken.
    var unsent = 0

    init(limits: HTTPLimits = HTTPLimits()) {
        self.limits = limits
        machine = ConnectionMachine(id: "c", limits: limits, at: .zero)
    }

    mutating func feed(_ text: String) { machine.received(Array(text.utf8), at: now) }

    mutating func next() -> ConnectionMachine.Action? {
        let action = machine.nextAction(at: now)
        if case .send(let bytes) = action { unsent = bytes.count }
        return action
    }

    mutating func answer(_ response: HTTPResponse = .text(.ok, "hi")) {
        machine.answered(response, date: HTTPDate(unixSeconds: 0), at: now)
    }

    mutating func wait(until time: Duration) {
        now = time
        machine.timePassed(to: now, unsent: unsent)
    }

    /// Takes the next action, which must be a handover to the handler.
    mutating func handled() throws -> (request: HTTPRequest, id: String) {
        guard case .handle(let request, let id) = next() else { throw Unexpected() }
        return (request, id)
    }

    /// Takes the next action, which must be a refusal.
    mutating func refused() throws -> HTTPRefusal {
        guard case .refuse(let refusal, _) = next() else { throw Unexpected() }
        return refusal
    }

    /// Answers, sends it all, and returns the bytes with the log record.
    mutating func exchange(_ response: HTTPResponse = .text(.ok, "hi")) throws -> (
        text: String, log: Exchange
    ) {
        answer(response)
        guard case .send(let bytes) = next() else { throw Unexpected() }
        machine.sentAll()
        guard case .finished(let log) = next() else { throw Unexpected() }
        return (String(decoding: bytes, as: UTF8.self), log)
    }

    struct Unexpected: Error {}
}
