import Testing

@testable import Access

@Suite struct `A rate` {
    @Test(arguments: [
        ("20/s", 20, Duration.seconds(1)), ("600/m", 600, .seconds(60)), ("1/h", 1, .seconds(3600)),
    ])
    func `is a number in a period`(_ text: String, _ count: Int, _ period: Duration) throws {
        let rate = try #require(Rate(text))
        #expect((rate.count, rate.period) == (count, period))
    }

    @Test(arguments: [
        "", "20", "/s", "20/", "20/d", "0/s", "-1/s", "+1/s", "1.5/s", "1000001/s", "20/s/s", "20 /s",
    ])
    func `is nothing else`(_ text: String) {
        #expect(Rate(text) == nil)
    }
}

@Suite struct `A bucket` {
    private let start = ContinuousClock.now
    private let caller = RateLimiter.Caller.key("a")

    private func limiter(_ rate: String, burst: Int, capacity: Int = 100) throws -> RateLimiter {
        RateLimiter(try #require(Rate(rate)), burst: burst, capacity: capacity)
    }

    @Test func `gives a burst, then the rate`() throws {
        let limiter = try limiter("10/s", burst: 3)
        for _ in 0..<3 { #expect(limiter.take(caller, at: start) == .allowed) }
        #expect(limiter.take(caller, at: start) == .refused(retryAfter: .milliseconds(100)))
        let soon = start + .milliseconds(99)
        #expect(limiter.take(caller, at: soon) == .refused(retryAfter: .milliseconds(1)))
        #expect(limiter.take(caller, at: start + .milliseconds(100)) == .allowed)
        #expect(
            limiter.take(caller, at: start + .milliseconds(100)) == .refused(retryAfter: .milliseconds(100)))
        // What is refused costs nothing, and the bucket holds a burst, however long it rests.
        let late = start + .seconds(3600)
        for _ in 0..<3 { #expect(limiter.take(caller, at: late) == .allowed) }
        #expect(limiter.take(caller, at: late) == .refused(retryAfter: .milliseconds(100)))
    }

    @Test func `is charged beyond what it holds, and gives again when that has come back`() throws {
        let limiter = try limiter("10/s", burst: 3)
        #expect(limiter.take(caller, at: start) == .allowed)
        limiter.charge(9, to: caller, at: start)
        #expect(limiter.take(caller, at: start) == .refused(retryAfter: .milliseconds(800)))
        #expect(limiter.take(caller, at: start + .milliseconds(800)) == .allowed)
        #expect(
            limiter.take(caller, at: start + .milliseconds(800)) == .refused(retryAfter: .milliseconds(100)))
    }

    @Test func `gives exactly the rate in the long run`() throws {
        let limiter = try limiter("7/s", burst: 5)
        let allowed = (0..<10_000).count { limiter.take(caller, at: start + .milliseconds($0)) == .allowed }
        #expect((70 + 4...70 + 5).contains(allowed))
    }

    @Test func `belongs to one caller`() throws {
        let limiter = try limiter("1/s", burst: 1)
        let address = try #require(IPAddress("192.0.2.1"))
        for caller in [caller, .key("b"), .subscriber(address), .local] {
            #expect(limiter.take(caller, at: start) == .allowed)
            #expect(limiter.take(caller, at: start) == .refused(retryAfter: .seconds(1)))
        }
    }

    @Test func `is forgotten where there are too many, the longest unused first`() throws {
        let limiter = try limiter("1/h", burst: 1, capacity: 100)
        for number in 0..<1000 {
            _ = limiter.take(.key("\(number)"), at: start)
            #expect(limiter.count <= 100)
        }
        #expect(limiter.take(.key("999"), at: start) == .refused(retryAfter: .seconds(3600)))
        #expect(limiter.take(.key("955"), at: start) == .refused(retryAfter: .seconds(3600)))
        #expect(limiter.take(.key("0"), at: start) == .allowed)
    }
}
