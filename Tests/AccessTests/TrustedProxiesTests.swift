import HTTPCore
import Testing

@testable import Access

@Suite struct `The client behind proxies` {
    private func client(
        _ peer: String, trusting proxies: [String], _ lines: [String],
        in field: TrustedProxies.Field = .forwardedFor
    ) throws -> String {
        let proxies = try proxies.map { try #require(TrustedProxies.Proxy($0)) }
        var fields = HTTPFields()
        for line in lines { fields.append(field == .forwarded ? "Forwarded" : "X-Forwarded-For", line) }
        return TrustedProxies(proxies, field: field).client(of: fields, from: Client(host: peer)).description
    }

    @Test(arguments: [
        ("203.0.113.9", ["1.1.1.1"], "203.0.113.9"),
        ("10.0.0.1", ["1.1.1.1"], "1.1.1.1"),
        ("10.0.0.1", ["6.6.6.6, 1.1.1.1"], "1.1.1.1"),
        ("10.0.0.1", ["6.6.6.6", "1.1.1.1"], "1.1.1.1"),
        ("10.0.0.1", ["6.6.6.6, 1.1.1.1, 10.0.0.2"], "1.1.1.1"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", ["1.1.1.1, nonsense"], "10.0.0.1"),
        ("10.0.0.1", ["1.1.1.1, nonsense, 10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", ["1.1.1.1:4711"], "1.1.1.1"),
        ("10.0.0.1", ["2001:db8::1"], "2001:db8::1"),
        ("10.0.0.1", ["[2001:db8::1]:4711"], "2001:db8::1"),
        ("::ffff:10.0.0.1", ["1.1.1.1"], "1.1.1.1"),
        ("unix", ["1.1.1.1"], "unix"),
    ])
    func `is the last that is no proxy of ours`(_ peer: String, _ lines: [String], _ client: String) throws {
        #expect(try self.client(peer, trusting: ["10.0.0.0/8"], lines) == client)
    }

    @Test func `of a Unix socket is believed where that is trusted`() throws {
        #expect(try client("unix", trusting: ["unix"], ["1.1.1.1"]) == "1.1.1.1")
        #expect(try client("127.0.0.1", trusting: ["unix"], ["1.1.1.1"]) == "127.0.0.1")
    }

    @Test(arguments: [
        ("for=1.1.1.1", "1.1.1.1"), ("For=\"[2001:db8::1]:4711\";proto=https", "2001:db8::1"),
        ("for=6.6.6.6, proto=http;for=1.1.1.1;by=10.0.0.1", "1.1.1.1"), ("for=_hidden", "10.0.0.1"),
        ("for=unknown", "10.0.0.1"), ("proto=https", "10.0.0.1"), ("for=\"", "10.0.0.1"), ("for", "10.0.0.1"),
        ("for=6.6.6.6, for=1.1.1.1, for=\"10.0.0.2:80\"", "1.1.1.1"),
    ])
    func `is read from Forwarded where that is the proxies' field`(_ line: String, _ client: String) throws {
        #expect(try self.client("10.0.0.1", trusting: ["10.0.0.0/8"], [line], in: .forwarded) == client)
    }

    @Test func `is not read from the field that proxies do not set`() throws {
        let proxies = TrustedProxies([try #require(.init("10.0.0.1"))], field: .forwarded)
        let client = proxies.client(of: ["X-Forwarded-For": "6.6.6.6"], from: Client(host: "10.0.0.1"))
        #expect(client.description == "10.0.0.1")
    }
}
