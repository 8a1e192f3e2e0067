import Testing

@testable import HTTPCore

@Suite struct `Response` {
    private func encode(_ response: HTTPResponse, to method: HTTPMethod = .get) -> String {
        let date = HTTPDate(unixSeconds: 784_111_777)
        return String(
            decoding: ResponseEncoder.encode(
                response, to: method, id: "i", date: date, persistence: .implied),
            as: UTF8.self)
    }

    @Test(arguments: [
        (HTTPStatus.noContent, HTTPMethod.get, false, false), (.notModified, .get, false, false),
        (.ok, .head, true, false), (.ok, .get, true, true), (.notFound, .post, true, true),
    ])
    func `a body is sent only where there may be one`(
        _ status: HTTPStatus, _ method: HTTPMethod, _ hasLength: Bool, _ hasBody: Bool
    ) {
        let text = encode(.text(status, "body"), to: method)
        #expect(text.contains("\r\nContent-Length: 4\r\n") == hasLength)
        #expect(text.hasSuffix("\r\n\r\nbody") == hasBody)
        #expect(text.hasSuffix("\r\n\r\n") == !hasBody)
    }

    @Test func `a handler cannot split the answer or frame it`() {
        let text = encode(
            HTTPResponse(
                status: HTTPStatus(code: 299, reason: "a\r\nb"),
                fields: [
                    "A": "x\r\nSet-Cookie: y", "B\r\nC": "z", "content-length": "7", "Date": "never",
                    "Transfer-Encoding": "chunked", "connection": "close", "D": "\u{0}",
                ], body: [UInt8(ascii: "!")]))
        #expect(
            text
                == "HTTP/1.1 299 a  b\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nA: x  Set-Cookie: y\r\nD:  \r\n"
                + "X-Request-Id: i\r\nContent-Length: 1\r\n\r\n!")
    }

    // From the RFC, and from GNU date for the calendar's corners.
    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"), (1_709_251_200, "Fri, 01 Mar 2024 00:00:00 GMT"),
        (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"), (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
        (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (1_798_761_599, "Thu, 31 Dec 2026 23:59:59 GMT"),
    ])
    func `dates are written as HTTP wants them`(_ seconds: Int, _ text: String) {
        #expect(HTTPDate(unixSeconds: seconds).description == text)
        #expect(HTTPDate(text, now: HTTPDate(unixSeconds: 0))?.unixSeconds == seconds)
    }
}

@Suite struct `Route table` {
    private func outcome(_ method: String, _ path: String) -> String {
        var routes = RouteTable<String>()
        routes.add(.get, "/a", "old")
        routes.add(.get, "/a", "get a")
        routes.add(.post, "/a", "post a")
        routes.add(.post, "/b", "post b")
        return switch routes.match(HTTPMethod(rawValue: method), path) {
        case .endpoint(let name): name
        case .options(let allow): "options \(allow)"
        case .methodNotAllowed(let allow): "405 \(allow)"
        case .unknownMethod: "501"
        case .notFound: "404"
        }
    }

    @Test(arguments: [
        ("GET", "/a", "get a"), ("HEAD", "/a", "get a"), ("POST", "/a", "post a"),
        ("PUT", "/a", "405 GET, HEAD, OPTIONS, POST"), ("GET", "/b", "405 OPTIONS, POST"),
        ("HEAD", "/b", "405 OPTIONS, POST"), ("OPTIONS", "/b", "options OPTIONS, POST"),
        ("OPTIONS", "*", "options GET, HEAD, OPTIONS, POST"), ("GET", "/c", "404"), ("OPTIONS", "/c", "404"),
        ("get", "/a", "501"), ("BREW", "/c", "501"),
    ])
    func `method and path decide`(_ method: String, _ path: String, _ expected: String) {
        #expect(outcome(method, path) == expected)
    }
}

@Suite struct `Refusals` {
    @Test func `codes are snake case and messages are sentences`() {
        let refusals: [HTTPRefusal] = [
            .malformedRequestLine, .headTooLarge(limit: 5), .transferCodingInHTTP10,
            .bodyTimeout(limit: .seconds(30)), .tooManyConnections(limit: 7, retryAfter: .seconds(1)),
        ]
        for refusal in refusals {
            #expect(refusal.code.allSatisfy { $0.isLowercase || $0 == "_" || $0.isNumber })
            #expect(refusal.message.hasSuffix("."))
        }
        #expect(HTTPRefusal.bodyTimeout(limit: .seconds(30)).message.contains("30"))
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00+0000"), (784_111_777, "1994-11-06T08:49:37+0000"),
        (951_782_400, "2000-02-29T00:00:00+0000"), (1_798_761_599, "2026-12-31T23:59:59+0000"),
    ])
    func `dates are written as logs want them`(_ seconds: Int, _ text: String) {
        #expect(HTTPDate(unixSeconds: seconds).iso8601 == text)
    }
}
