import HTTPCore
import Testing

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

    @Test func `a client that asks is told once that its body is wanted`() throws {
        var bench = Bench()
        bench.feed(post("Expect: 100-continue\r\nContent-Length: 2\r\n", ""))
        guard case .consider(let head, let id) = bench.next() else { throw Bench.Unexpected() }
        #expect(head.method == .post && head.body.isEmpty && head.fields["Content-Length"] == "2")
        #expect(bench.machine.wantsBody() == Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        #expect(bench.machine.deadline == .seconds(30))
        #expect(bench.next() == nil)
        bench.feed("h")
        #expect(bench.next() == nil)
        bench.feed("i")
        let handled = try bench.handled()
        #expect(handled.request.body == Array("hi".utf8))
        #expect(handled.id == id)
        _ = try bench.exchange()

        bench.feed(post("Expect: 100-continue\r\nContent-Length: 2\r\n", "hi"))
        _ = try bench.handled()
    }

    @Test func `a client that asks in vain is answered at once, and its connection ends`() throws {
        var bench = Bench()
        bench.feed(post("Expect: 100-continue\r\nContent-Length: 2\r\n", ""))
        guard case .consider = bench.next() else { throw Bench.Unexpected() }
        let (text, log) = try bench.exchange(.text(.notFound, ""))
        #expect(text.hasPrefix("HTTP/1.1 404 "))
        #expect(text.contains("\r\nConnection: close\r\n"))
        #expect(log.status == .notFound && log.method == .post)
        #expect(bench.next() == .endSending)
        // The body that comes all the same is no request.
        bench.feed("hi")
        #expect(bench.next() == nil)
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
