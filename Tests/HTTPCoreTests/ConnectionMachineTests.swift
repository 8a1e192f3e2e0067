import HTTPCore
import Testing

/// A machine with its shell played by the test: time stands still until a test moves it.
private struct Bench {
    var machine: ConnectionMachine
    var now = Duration.zero
    let limits: HTTPLimits

    init(limits: HTTPLimits = HTTPLimits()) {
        self.limits = limits
        machine = ConnectionMachine(id: "c", limits: limits, at: .zero)
    }

    mutating func feed(_ text: String) { machine.received(Array(text.utf8), at: now) }

    mutating func next() -> ConnectionMachine.Action? { machine.nextAction(at: now) }

    mutating func answer(_ response: HTTPResponse = .text(.ok, "hi")) {
        machine.answered(response, date: HTTPDate(unixSeconds: 0), at: now)
    }

    mutating func wait(until time: Duration) {
        now = time
        machine.timePassed(to: now)
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

@Suite struct `Connection machine` {
    @Test func `a request goes to the handler and its answer out, again and again`() throws {
        var bench = Bench()
        for count in 1...3 {
            #expect(bench.next() == nil)
            #expect(bench.machine.isIdle)
            bench.feed(get(""))
            let (request, id) = try bench.handled()
            #expect(request.path == "/")
            #expect(id == "c-\(count)")
            #expect(bench.machine.deadline == nil)
            let (text, log) = try bench.exchange()
            #expect(
                text
                    == "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
                    + "Content-Type: text/plain; charset=utf-8\r\nX-Request-Id: c-\(count)\r\n"
                    + "Content-Length: 2\r\n\r\nhi")
            #expect(log.status == .ok)
            #expect(log.bodySize == 2)
        }
    }

    @Test func `pipelined requests are answered one after the other`() throws {
        var bench = Bench()
        bench.feed("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nbad\r\n")
        #expect(try bench.handled().request.path == "/1")
        #expect(bench.next() == nil)
        #expect(!bench.machine.wantsInput)
        _ = try bench.exchange()
        #expect(try bench.handled().request.path == "/2")
        _ = try bench.exchange()
        #expect(try bench.refused() == .malformedRequestLine)
        let (text, log) = try bench.exchange(.text(.badRequest, "no"))
        #expect(text.contains("\r\nConnection: close\r\n"))
        #expect(log.refusal == "malformed_request_line")
        #expect(log.method == nil)
        #expect(bench.next() == .endSending)
    }

    @Test func `after the last answer input is thrown away until the client ends or time is up`() throws {
        for clientEnds in [true, false] {
            var bench = Bench()
            bench.feed(get("Connection: close\r\n") + get(""))
            _ = try bench.handled()
            #expect(try bench.exchange().text.contains("\r\nConnection: close\r\n"))
            #expect(bench.next() == .endSending)
            #expect(bench.machine.wantsInput)
            bench.feed(get(""))
            #expect(bench.next() == nil)
            if clientEnds {
                bench.machine.receivedEnd()
            } else {
                bench.wait(until: bench.limits.lingerDeadline)
            }
            #expect(bench.next() == .close)
            #expect(bench.next() == nil)
        }
    }

    @Test(arguments: [
        ("HTTP/1.1", "", false), ("HTTP/1.1", "Connection: close\r\n", true),
        ("HTTP/1.1", "Connection: x, CLOSE\r\n", true),
        ("HTTP/1.1", "Connection: keep-alive\r\nConnection: close\r\n", true), ("HTTP/1.0", "", true),
        ("HTTP/1.0", "Connection: Keep-Alive\r\n", false),
        ("HTTP/1.0", "Connection: keep-alive, close\r\n", true),
    ])
    func `the connection closes when the client says so`(
        _ version: String, _ fields: String, _ closes: Bool
    ) throws {
        var bench = Bench()
        bench.feed("GET / \(version)\r\nHost: a\r\n\(fields)\r\n")
        _ = try bench.handled()
        let text = try bench.exchange().text
        #expect(text.contains("\r\nConnection: close\r\n") == closes)
        #expect(text.contains("\r\nConnection: keep-alive\r\n") == (!closes && version == "HTTP/1.0"))
        #expect((bench.next() == .endSending) == closes)
    }

    @Test func `100 Continue goes out once, when the body is awaited`() throws {
        var bench = Bench()
        bench.feed(post("Expect: 100-continue\r\nContent-Length: 2\r\n", ""))
        #expect(bench.next() == .send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)))
        bench.machine.sentAll()
        #expect(bench.next() == nil)
        bench.feed("h")
        #expect(bench.next() == nil)
        bench.feed("i")
        #expect(try bench.handled().request.body == Array("hi".utf8))
        _ = try bench.exchange()

        bench.feed(post("Expect: 100-continue\r\nContent-Length: 2\r\n", "hi"))
        _ = try bench.handled()
    }

    @Test func `a body over the limit is refused instead of continued`() throws {
        var bench = Bench()
        bench.feed(post("Expect: 100-continue\r\nContent-Length: 99999999\r\n", ""))
        #expect(try bench.refused() == .bodyTooLarge(limit: bench.limits.body))
    }

    @Test func `a client that ends its side still gets its answers`() throws {
        var bench = Bench()
        bench.feed(get("") + get(""))
        bench.machine.receivedEnd()
        _ = try bench.handled()
        #expect(try !bench.exchange().text.contains("Connection: close"))
        _ = try bench.handled()
        #expect(try bench.exchange().text.contains("Connection: close"))
        #expect(bench.next() == .endSending)
        #expect(bench.next() == .close)
    }

    @Test func `a client that ends in the middle of a request is told so`() throws {
        var bench = Bench()
        bench.feed("GET / HT")
        #expect(bench.next() == nil)
        bench.machine.receivedEnd()
        #expect(try bench.refused() == .incompleteRequest)

        bench = Bench()
        bench.machine.receivedEnd()
        #expect(bench.next() == .close)
    }

    @Test func `silence from the start closes without a word`() {
        var bench = Bench()
        #expect(bench.next() == nil)
        #expect(bench.machine.deadline == .seconds(10))
        bench.wait(until: .seconds(10) - .nanoseconds(1))
        #expect(bench.next() == nil)
        bench.wait(until: .seconds(10))
        #expect(bench.next() == .close)
    }

    @Test func `a head has its time in all, however often a byte comes`() throws {
        var bench = Bench()
        _ = bench.next()
        bench.now = .seconds(4)
        for byte in "GET / HTTP" {
            bench.feed(String(byte))
            #expect(bench.next() == nil)
            #expect(bench.machine.deadline == .seconds(14))
            bench.now += .milliseconds(100)
        }
        bench.wait(until: .seconds(14))
        #expect(try bench.refused() == .headTimeout(limit: .seconds(10)))
        #expect(try bench.exchange(.text(.requestTimeout, "")).log.duration == .seconds(10))
        #expect(bench.next() == .endSending)
    }

    @Test func `a body has its time in all`() throws {
        var bench = Bench()
        bench.feed(post("Content-Length: 9\r\n", "a"))
        #expect(bench.next() == nil)
        bench.now = .seconds(20)
        bench.feed("b")
        #expect(bench.next() == nil)
        #expect(bench.machine.deadline == .seconds(30))
        bench.wait(until: .seconds(30))
        #expect(try bench.refused() == .bodyTimeout(limit: .seconds(30)))
    }

    @Test func `an idle connection closes in its time`() throws {
        var bench = Bench()
        bench.feed(get(""))
        _ = try bench.handled()
        bench.now = .seconds(100)
        _ = try bench.exchange()
        #expect(bench.next() == nil)
        #expect(bench.machine.deadline == .seconds(165))
        bench.wait(until: .seconds(165))
        #expect(bench.next() == .close)
    }

    @Test func `an answer that nobody takes is cut and logged as such`() throws {
        var bench = Bench()
        bench.feed(get(""))
        _ = try bench.handled()
        bench.answer()
        _ = bench.next()
        #expect(bench.next() == nil)
        #expect(!bench.machine.wantsInput)
        bench.wait(until: .seconds(30))
        guard case .finished(let log) = bench.next() else { throw Bench.Unexpected() }
        #expect(log.isAborted)
        #expect(log.duration == .seconds(30))
        #expect(bench.next() == .close)
    }

    @Test func `a client that vanishes leaves one aborted record`() throws {
        var bench = Bench()
        bench.feed(get(""))
        _ = try bench.handled()
        bench.now = .seconds(1)
        let record = bench.machine.lost(at: bench.now)
        let log = try #require(record)
        #expect(log.isAborted)
        #expect(log.status == nil)
        #expect(log.duration == .seconds(1))
        // The handler's late answer goes nowhere.
        bench.answer()
        #expect(bench.next() == nil)
        let second = bench.machine.lost(at: bench.now)
        #expect(second == nil)
    }

    @Test func `over capacity the connection is told 503 before it asks`() throws {
        let refusal = HTTPRefusal.tooManyConnections(limit: 1, retryAfter: .seconds(2))
        var bench = Bench()
        bench.machine = ConnectionMachine(id: "c", limits: bench.limits, refusing: refusal, at: .zero)
        #expect(try bench.refused() == refusal)
        let text = try bench.exchange(.text(refusal.status, "")).text
        #expect(text.hasPrefix("HTTP/1.1 503 "))
        #expect(text.contains("\r\nRetry-After: 2\r\n"))
        #expect(bench.next() == .endSending)
    }

    @Test func `a request that the handlers cannot take gets 503 and the connection goes on`() throws {
        var bench = Bench()
        bench.feed(get("X-Request-Id: mine\r\n"))
        _ = try bench.handled()
        bench.machine.refused(.overloaded(retryAfter: .milliseconds(1)))
        #expect(bench.next() == .refuse(.overloaded(retryAfter: .milliseconds(1)), id: "mine"))
        let (text, log) = try bench.exchange(.text(.serviceUnavailable, ""))
        #expect(text.contains("\r\nRetry-After: 1\r\n"))
        #expect(!text.contains("Connection: close"))
        #expect(log.refusal == "overloaded")
        #expect(log.target == "/")
        #expect(bench.next() == nil)
        #expect(bench.machine.isIdle)
    }

    @Test func `draining closes the idle and finishes the busy`() throws {
        var idle = Bench()
        idle.machine.drain()
        #expect(idle.next() == .close)

        var busy = Bench()
        busy.feed(get("") + get(""))
        _ = try busy.handled()
        busy.machine.drain()
        #expect(busy.next() == nil)
        #expect(try busy.exchange().text.contains("\r\nConnection: close\r\n"))
        #expect(busy.next() == .endSending)

        var begun = Bench()
        begun.feed("GET / HTTP/1.1\r\n")
        begun.machine.drain()
        #expect(begun.next() == nil)
        begun.feed("Host: a\r\n\r\n")
        _ = try begun.handled()
        #expect(try begun.exchange().text.contains("\r\nConnection: close\r\n"))
    }

    @Test(arguments: [
        ("abc-DEF_1.2", true), (String(repeating: "x", count: 64), true), ("", false), ("a b", false),
        (String(repeating: "x", count: 65), false), ("a\"b", false), ("a,b", false), ("é", false),
    ])
    func `the client's request id is kept if it is plain`(_ id: String, _ isKept: Bool) throws {
        var bench = Bench()
        bench.feed(get("X-Request-Id: \(id)\r\n"))
        #expect(try bench.handled().id == (isKept ? id : "c-1"))
        #expect(try bench.exchange().text.contains("\r\nX-Request-Id: \(isKept ? id : "c-1")\r\n"))
    }

    @Test func `HEAD gets the fields of GET and no body, also when it is refused`() throws {
        var bench = Bench()
        bench.feed("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nHEAD / HTTP/1.1\r\n\r\n")
        _ = try bench.handled()
        let (text, log) = try bench.exchange()
        #expect(text.hasSuffix("\r\nContent-Length: 2\r\n\r\n"))
        #expect(log.bodySize == 0)
        #expect(try bench.refused() == .missingHost)
        #expect(try bench.exchange(.text(.badRequest, "no")).text.hasSuffix("\r\nContent-Length: 2\r\n\r\n"))
    }
}
