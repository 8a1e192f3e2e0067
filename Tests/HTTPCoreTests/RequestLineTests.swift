import HTTPCore
import Testing

@Suite struct `Request line` {
    @Test(
        arguments: [
            ("/", "/", nil), ("/a/b.html", "/a/b.html", nil), ("/?", "/", ""), ("/a?b=c?d", "/a", "b=c?d"),
            ("/%41%62", "/Ab", nil), ("/%2541", "/%41", nil), ("/a%2Fb", "/a/b", nil), ("/%C3%A9", "/é", nil),
            ("/..%2f..%2fetc", "/../../etc", nil), ("//x", "//x", nil), ("/a:b@c;d=e,f", "/a:b@c;d=e,f", nil),
            ("http://h/x?y", "/x", "y"), ("HTTP://h:80", "/", nil), ("http://[::1]:80/x", "/x", nil),
            ("http://h?q", "/", "q"),
        ] as [(String, String, String?)])
    func `a target is decoded once`(_ target: String, _ path: String, _ query: String?) throws {
        let reading = try #require(Reading.however("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n"))
        #expect(
            reading.requests == [
                HTTPRequest(method: .get, path: path, query: query, fields: ["Host": "a"], target: target)
            ])
    }

    @Test(arguments: ["*", "http://h"])
    func `OPTIONS may ask about the whole server`(_ target: String) throws {
        let reading = try #require(Reading.however("OPTIONS \(target) HTTP/1.1\r\nHost: a\r\n\r\n"))
        #expect(reading.requests.first?.path == "*")
    }

    @Test(arguments: [
        "/%", "/%4", "/%4g", "/%00", "/%0d%0aX", "/%7f", "/%ff", "/%c0%af", "/a#b", "/\"", "/<", "/\\", "/{",
        "/é",
        "*", "a", "a/b", "ftp://h/", "http:///", "http://", "http://u@h/", "http://h:99999/", "http://h:x/",
        "/a?b#c", "/?%zz", "/?é",
    ])
    func `a malformed target is refused`(_ target: String) {
        #expect(
            Reading.however("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
                == Reading(refusal: .malformedTarget))
    }

    @Test(arguments: [
        "GET /", "GET", "/ HTTP/1.1", " GET / HTTP/1.1", "GET  HTTP/1.1x", "GET /\tHTTP/1.1",
        "GET / HTTP/1.1 ",
        "G@T / HTTP/1.1", "GET / http/1.1", "GET / HTTP/1", "GET / HTTP/1.10", "GET / HTTP/11",
        "GET / HTTP/1,1",
        "GET / HTTQ/1.1", "GET / HTTP/x.1", "\u{0}", "\u{16}\u{3}\u{1}", "GET / HTTP/1.1\rX", "",
    ])
    func `a malformed request line is refused`(_ line: String) {
        // The empty line before the request is forgiven once, so that "" makes two.
        #expect(Reading.however("\r\n\(line)\r\nHost: a\r\n\r\n") == Reading(refusal: .malformedRequestLine))
    }

    @Test(arguments: ["GET  / HTTP/1.1", "GET /  HTTP/1.1", "GET / x HTTP/1.1"])
    func `more than two spaces are refused`(_ line: String) {
        #expect(Reading.however("\(line)\r\nHost: a\r\n\r\n") == Reading(refusal: .malformedTarget))
    }

    @Test func `what cannot be a method need not end its line`() {
        #expect(Reading.however("\u{16}\u{3}\u{1}\u{2}") == Reading(refusal: .malformedRequestLine))
    }

    @Test(arguments: ["HTTP/2.0", "HTTP/0.9", "HTTP/3.1", "HTTP/9.9"])
    func `another version is refused`(_ version: String) {
        #expect(Reading.however("GET / \(version)\r\n\r\n") == Reading(refusal: .unsupportedVersion))
        #expect(HTTPRefusal.unsupportedVersion.status.code == 505)
    }

    @Test(arguments: [("1.0", HTTPVersion.http10), ("1.1", .http11), ("1.2", .http11), ("1.9", .http11)])
    func `a minor version is read as the one we know`(_ text: String, _ version: HTTPVersion) {
        let reading = Reading.however("GET / HTTP/\(text)\r\nHost: a\r\n\r\n")
        #expect(reading?.requests.map(\.version) == [version])
    }

    @Test func `methods are tokens with their case`() {
        #expect(
            Reading.however("gEt! / HTTP/1.1\r\nHost: a\r\n\r\n")?.requests.first?.method.rawValue == "gEt!")
    }

    @Test func `CONNECT is not for us`() {
        let refusal = HTTPRefusal.connectNotSupported
        #expect(Reading.however("CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n") == Reading(refusal: refusal))
        #expect(refusal.status == .notImplemented)
    }

    @Test(arguments: ["h", "h:", "h:0", "h:65536", "/", "*", "http://h:80", "h:80/"])
    func `CONNECT to no port is malformed`(_ target: String) {
        #expect(
            Reading.however("CONNECT \(target) HTTP/1.1\r\nHost: h\r\n\r\n")
                == Reading(refusal: .malformedTarget))
    }

    @Test func `an https target belongs on a secured connection`() {
        #expect(
            Reading.however("GET https://h/ HTTP/1.1\r\nHost: h\r\n\r\n") == Reading(refusal: .misdirected))
        #expect(HTTPRefusal.misdirected.status.code == 421)
    }

    @Test func `a line without a blank is a method too long`() {
        var limits = HTTPLimits()
        limits.requestLine = 40
        let line = String(repeating: "G", count: 41)
        #expect(Reading.however(line, limits: limits) == Reading(refusal: .methodTooLong))
        #expect(Reading.however("\(line) / HTTP/1.1\r\n", limits: limits) == Reading(refusal: .methodTooLong))
        #expect(HTTPRefusal.methodTooLong.status.code == 501)
    }

    @Test func `the longest request line passes and one byte more is 414`() {
        var limits = HTTPLimits()
        limits.requestLine = 40
        func line(_ size: Int) -> String { "GET /\(String(repeating: "a", count: size - 14)) HTTP/1.1" }
        #expect(Reading.however(line(40) + "\r\nHost: a\r\n\r\n", limits: limits)?.requests.count == 1)
        let refusal = HTTPRefusal.requestLineTooLong(limit: 40)
        #expect(
            Reading.however(line(41) + "\r\nHost: a\r\n\r\n", limits: limits) == Reading(refusal: refusal))
        // Nobody waits for its end.
        #expect(Reading.however(line(41), limits: limits) == Reading(refusal: refusal))
        #expect(refusal.status.code == 414)
    }
}
