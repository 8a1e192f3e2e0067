import HTTPCore
import Testing

@Suite struct `Connection machine under pressure` {
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

    @Test func `the first byte and the head have times of their own`() throws {
        var limits = HTTPLimits()
        limits.firstByteDeadline = .seconds(3)
        limits.headDeadline = .seconds(7)
        var bench = Bench(limits: limits)
        #expect(bench.machine.deadline == .seconds(3))
        bench.now = .seconds(2)
        bench.feed("G")
        #expect(bench.next() == nil)
        #expect(bench.machine.deadline == .seconds(9))
        bench.wait(until: .seconds(9))
        #expect(try bench.refused() == .headTimeout(limit: .seconds(7)))
    }

    @Test func `a slow body goes on while its rate is kept`() throws {
        var bench = Bench()
        bench.feed(post("Content-Length: 100000\r\n", ""))
        #expect(bench.next() == nil)
        for window in 1...3 {
            bench.now = .seconds(30 * window - 1)
            bench.feed(String(repeating: "x", count: 15_000))
            #expect(bench.next() == nil)
            bench.wait(until: .seconds(30 * window))
            #expect(bench.next() == nil)
            #expect(bench.machine.deadline == .seconds(30 * window + 30))
        }
        // What came in the windows before does not count.
        bench.feed(String(repeating: "x", count: 14_999))
        #expect(bench.next() == nil)
        bench.wait(until: .seconds(120))
        #expect(try bench.refused() == .bodyTimeout(limit: .seconds(30)))
    }

    @Test func `a slow client has its answer while it takes it at the rate`() throws {
        var bench = Bench()
        bench.feed(get(""))
        _ = try bench.handled()
        bench.answer(HTTPResponse(status: .ok, body: [UInt8](repeating: 0, count: 100_000)))
        _ = bench.next()
        for window in 1...3 {
            bench.unsent -= 15_000
            bench.wait(until: .seconds(30 * window))
            #expect(bench.next() == nil)
            #expect(bench.machine.deadline == .seconds(30 * window + 30))
        }
        bench.unsent -= 14_999
        bench.wait(until: .seconds(120))
        guard case .finished(let log) = bench.next() else { throw Bench.Unexpected() }
        #expect(log.isAborted)
        #expect(bench.next() == .close)
    }

    @Test func `a body without room is refused and forgotten, and the connection ends`() throws {
        var bench = Bench()
        bench.feed(post("Content-Length: 9\r\n", "1234"))
        #expect(bench.next() == nil)
        #expect(bench.machine.heldBodySize == 4)
        bench.machine.refused(.tooManyBodies(retryAfter: .seconds(1)))
        #expect(try bench.refused() == .tooManyBodies(retryAfter: .seconds(1)))
        #expect(bench.machine.heldBodySize == 0)
        let text = try bench.exchange(.text(.serviceUnavailable, "")).text
        #expect(text.contains("\r\nRetry-After: 1\r\n"))
        #expect(text.contains("\r\nConnection: close\r\n"))
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
}
