import HTTPCore
import Testing

@testable import Access

@Suite struct `Access rules` {
    private let now = ContinuousClock.now

    private func limiter() throws -> RateLimiter { RateLimiter(try #require(Rate("1/s")), burst: 1) }

    @Test func `that are none refuse nobody`() {
        let rules = AccessRules()
        #expect(!rules.areStrict)
        for _ in 0..<100 { #expect(rules.decide(on: [:], from: "192.0.2.1", at: now) == nil) }
    }

    @Test func `with keys count by key`() throws {
        let keys = try APIKeys("a:0123456789abcdef\nb:abcdefghijklmnop")
        let rules = AccessRules(keys: keys, limiter: try limiter())
        func decide(_ key: String, _ peer: String) -> AccessRules.Refusal? {
            rules.decide(on: ["Authorization": "Bearer \(key)"], from: peer, at: now)
        }
        #expect(rules.decide(on: [:], from: "192.0.2.1", at: now) == .keyMissing)
        #expect(decide("abcdefghijklmnoq", "192.0.2.1") == .keyUnknown)
        #expect(decide("0123456789abcdef", "192.0.2.1") == nil)
        let refusal = try #require(decide("0123456789abcdef", "192.0.2.2"))
        #expect(refusal == .tooOften(retryAfter: .seconds(1), rate: try #require(Rate("1/s")), burst: 1))
        #expect(decide("abcdefghijklmnop", "192.0.2.1") == nil)
    }

    @Test func `that look at the key alone count nothing`() throws {
        let rules = AccessRules(keys: try APIKeys("0123456789abcdef"), limiter: try limiter())
        let fields: HTTPFields = ["Authorization": "Bearer 0123456789abcdef"]
        for _ in 0..<5 { #expect(rules.decideOnKey(in: fields) == nil) }
        #expect(rules.decideOnKey(in: [:]) == .keyMissing)
        #expect(rules.decideOnKey(in: ["Authorization": "Bearer 0123456789abcdeg"]) == .keyUnknown)
        #expect(rules.decide(on: fields, from: "192.0.2.1", at: now) == nil)
        #expect(AccessRules().decideOnKey(in: [:]) == nil)
    }

    @Test func `without keys count by address, of IPv6 by subscriber`() throws {
        let rules = AccessRules(limiter: try limiter())
        func isAllowed(_ peer: String) -> Bool { rules.decide(on: [:], from: peer, at: now) == nil }
        #expect(isAllowed("192.0.2.1"))
        #expect(!isAllowed("::ffff:192.0.2.1"))
        #expect(isAllowed("192.0.2.2"))
        #expect(isAllowed("2001:db8::1"))
        #expect(!isAllowed("2001:db8::2"))
        #expect(isAllowed("2001:db8:0:1::1"))
        #expect(isAllowed("unix"))
        #expect(!isAllowed("unix"))
    }

    @Test func `count by the client behind a proxy, not by what it claims`() throws {
        let rules = AccessRules(
            limiter: try limiter(), proxies: TrustedProxies([try #require(.init("127.0.0.1"))]))
        func isAllowed(_ forwarded: String, _ peer: String = "127.0.0.1") -> Bool {
            rules.decide(on: ["X-Forwarded-For": forwarded], from: peer, at: now) == nil
        }
        #expect(isAllowed("192.0.2.1"))
        #expect(!isAllowed("203.0.113.5, 192.0.2.1"))
        #expect(isAllowed("192.0.2.1, 203.0.113.5"))
        #expect(isAllowed("1.1.1.1", "192.0.2.9"))
        #expect(!isAllowed("2.2.2.2", "192.0.2.9"))
    }
}

@Suite struct `Other origins` {
    private let rules: CrossOrigin

    init() throws {
        rules = CrossOrigin([
            try #require(.init("https://a.example")), try #require(.init("http://b.example:81")),
        ])
    }

    private func mark(
        _ fields: HTTPFields, to method: HTTPMethod = .post, by rules: CrossOrigin? = nil
    ) -> HTTPFields {
        var response = HTTPResponse(status: .ok)
        if method == .options { response.fields["Allow"] = "OPTIONS, POST" }
        (rules ?? self.rules).mark(
            &response, to: HTTPRequest(method: method, path: "/predict", fields: fields))
        return response.fields
    }

    @Test(arguments: ["https://a.example", "http://b.example:81"])
    func `that are allowed are told so`(_ origin: String) {
        let fields = mark(["Origin": origin])
        #expect(fields["Access-Control-Allow-Origin"] == origin)
        #expect(fields["Vary"] == "Origin")
        #expect(fields["Access-Control-Expose-Headers"]?.contains("X-Request-Id") == true)
        #expect(fields["Access-Control-Allow-Methods"] == nil)
        #expect(fields["Access-Control-Allow-Credentials"] == nil)
    }

    @Test(arguments: [
        "https://A.example", "http://a.example", "https://a.example:443", "https://a.example.evil", "null",
        "https://evil/https://a.example", "", "*",
    ])
    func `that are not are told nothing`(_ origin: String) {
        #expect(mark(["Origin": origin]) == ["Vary": "Origin"])
    }

    @Test func `are one in a request`() {
        var fields: HTTPFields = ["Origin": "https://a.example"]
        fields.append("Origin", "https://a.example")
        #expect(mark(fields) == ["Vary": "Origin"])
        #expect(mark([:]) == ["Vary": "Origin"])
    }

    @Test func `that ask first hear what they may do`() {
        let asked: HTTPFields = [
            "Origin": "https://a.example", "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        ]
        let fields = mark(asked, to: .options)
        #expect(fields["Access-Control-Allow-Origin"] == "https://a.example")
        #expect(fields["Access-Control-Allow-Methods"] == "OPTIONS, POST")
        #expect(fields["Access-Control-Allow-Headers"]?.contains("Content-Type") == true)
        #expect(fields["Access-Control-Max-Age"] == "600")
        #expect(
            fields["Vary"] == "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
        var other = asked
        other["Origin"] = "https://evil.example"
        #expect(mark(other, to: .options)["Access-Control-Allow-Methods"] == nil)
    }

    @Test func `hear nothing where none is allowed, and all where all are`() throws {
        #expect(mark(["Origin": "https://a.example"], by: CrossOrigin([])).isEmpty)
        let open = CrossOrigin([try #require(.init("*"))])
        #expect(mark(["Origin": "null"], by: open)["Access-Control-Allow-Origin"] == "*")
    }

    @Test(arguments: [
        "", "a.example", "https://", "https://a.example/", "https://a.example/x", "https://A.example",
        "ftp://a",
        "https://u@a.example", "null", "https://a.example?x", "https://a b", "https://a\r\nX: y",
    ])
    func `are written as browsers write them`(_ text: String) {
        #expect(CrossOrigin.Origin(text) == nil)
    }
}
