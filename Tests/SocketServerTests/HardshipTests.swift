import Dispatch
import Glibc
import HTTPCore
import SocketServer
import Testing

@Suite struct Hardship {
    @Test func `a head that does not come gets 408`() async throws {
        var limits = HTTPLimits()
        limits.headDeadline = .milliseconds(50)
        try await TestServer.run(limits: limits) { server in
            try await server.client { client throws in
                try client.send("GET / HTTP/1.1\r\nHost:")
                let answer = try client.readAnswer()
                #expect(answer?.status == 408)
                #expect(answer?.body == "request_timeout")
                #expect(try client.readAnswer() == nil)
            }
        }
    }

    @Test func `a body that does not come gets 408`() async throws {
        var limits = HTTPLimits()
        limits.bodyDeadline = .milliseconds(50)
        try await TestServer.run(limits: limits) { server in
            try await server.client { client throws in
                try client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe")
                #expect(try client.readAnswer()?.status == 408)
                #expect(try client.readAnswer() == nil)
            }
        }
    }

    @Test func `silence closes a connection, before and between requests`() async throws {
        var limits = HTTPLimits()
        limits.firstByteDeadline = .milliseconds(50)
        limits.idleDeadline = .milliseconds(50)
        try await TestServer.run(limits: limits) { server in
            try await server.client { client throws in #expect(try client.readAnswer() == nil) }
            try await server.client { client throws in
                #expect(try client.get("/")?.status == 200)
                #expect(try client.readAnswer() == nil)
            }
        }
    }

    @Test func `one connection too many is told 503, and the place is free again afterwards`() async throws {
        var limits = HTTPLimits()
        limits.connections = 2
        try await TestServer.run(limits: limits) { server in
            let address = server.address
            try await blocking {
                do {
                    let first = try TestClient(address)
                    let second = try TestClient(address)
                    #expect(try first.get("/")?.status == 200)
                    #expect(try second.get("/")?.status == 200)
                    let third = try TestClient(address)
                    let answer = try third.readAnswer()
                    #expect(answer?.status == 503)
                    #expect(answer?.body == "too_many_connections")
                    #expect(answer?.fields["retry-after"] == "1")
                    #expect(try third.readAnswer() == nil)
                    #expect(try first.get("/")?.status == 200)
                }
                // The server sees the ends a little later than they are sent.
                var status: Int?
                for _ in 0..<1000 where status != 200 { status = try TestClient(address).get("/")?.status }
                #expect(status == 200)
            }
        }
    }

    @Test func `work beyond the queue is told 503 while quick answers go on`() async throws {
        var limits = HTTPLimits()
        limits.handlers = 1
        limits.queue = 1
        try await TestServer.run(limits: limits) { server in
            let address = server.address
            let handler = server.handler
            try await blocking {
                let working = try TestClient(address)
                try working.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
                handler.entered.wait()
                let waiting = [try TestClient(address), try TestClient(address)]
                for client in waiting { try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
                // One of the two waits in the queue, the other is refused, whichever came first.
                var polled = waiting.map { pollfd(fd: $0.raw, events: Int16(POLLIN), revents: 0) }
                #expect(unsafe poll(&polled, 2, 5000) == 1)
                let refused = polled[0].revents != 0 ? 0 : 1
                let answer = try waiting[refused].readAnswer()
                #expect(answer?.status == 503)
                #expect(answer?.body == "overloaded")
                #expect(answer?.fields["retry-after"] == "1")
                #expect(answer?.fields["refused-path"] == "/")
                #expect(try waiting[refused].get("/quick")?.status == 200)
                handler.mayLeave.signal()
                #expect(try working.readAnswer()?.body == "waited")
                #expect(try waiting[1 - refused].readAnswer()?.body == "hello")
                #expect(try waiting[refused].get("/")?.status == 200)
            }
        }
    }

    @Test func `silent and half-sent clients cost the others nothing`() async throws {
        var limits = HTTPLimits()
        limits.connectionsPerAddress = limits.connections
        try await TestServer.run(limits: limits) { server in
            let address = server.address
            try await blocking {
                let silent = try (0..<200).map { index in
                    let client = try TestClient(address)
                    if index % 2 == 0 {
                        try client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx")
                    }
                    return client
                }
                #expect(try TestClient(address).get("/")?.status == 200)
                try silent[0].send("12345678")
                #expect(try silent[0].readAnswer()?.body == "x12345678")
                #expect(try silent[199].get("/")?.status == 200)
            }
        }
    }

    @Test func `clients that reset, in a body, in the work or in an answer, harm nobody`() async throws {
        try await TestServer.run { server in
            let address = server.address
            let handler = server.handler
            try await blocking {
                for text in [
                    "", "GET", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx",
                    "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n",
                ] {
                    let client = try TestClient(address)
                    try client.send(text)
                    if text.contains("/wait") { handler.entered.wait() }
                    client.resetWhenClosed()
                }
                handler.mayLeave.signal()
                #expect(try TestClient(address).get("/")?.status == 200)
            }
        }
    }

    @Test func `a client that never reads is cut at the write deadline`() async throws {
        var limits = HTTPLimits()
        limits.writeDeadline = .milliseconds(100)
        try await TestServer.run(limits: limits) { server in
            let (address, log) = (server.address, server.log)
            try await blocking {
                let greedy = try TestClient(unconnectedFor: address)
                greedy.narrowWindow()
                try greedy.connect(to: address)
                try greedy.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
                // While it is waited for, another is served.
                #expect(try TestClient(address).get("/")?.status == 200)
                #expect(log.await { $0["aborted"] == "true" && $0["path"] == "/large" })
                let taken = try greedy.readAll().utf8.count
                #expect(taken < TestHandler.large.count)
            }
        }
    }

    @Test func `an answer goes out whole through a window of a few kilobytes`() async throws {
        try await TestServer.run { server in
            let address = server.address
            try await blocking {
                let client = try TestClient(unconnectedFor: address)
                client.narrowWindow()
                try client.connect(to: address)
                try client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.readAnswer()?.body.utf8.elementsEqual(TestHandler.large) == true)
                #expect(try client.readAnswer()?.body == "hello")
            }
        }
    }

    @Test func `lack of descriptors pauses accepting and nothing more`() async throws {
        // In a process of its own, since the limit is the process's.
        await #expect(processExitsWith: .success) {
            try await TestServer.run { server in
                let address = server.address
                try await blocking {
                    let early = try TestClient(address)
                    #expect(try early.get("/")?.status == 200)
                    let late = try TestClient(unconnectedFor: address)
                    var limit = rlimit()
                    unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                    // No number below this one is free.
                    var none = limit
                    let probe = dup(late.raw)
                    close(probe)
                    none.rlim_cur = rlim_t(probe)
                    unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &none)
                    try late.connect(to: address)
                    try late.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                    // Those who are in are served meanwhile.
                    for _ in 0..<10 { #expect(try early.get("/")?.status == 200) }
                    var polled = [pollfd(fd: late.raw, events: Int16(POLLIN), revents: 0)]
                    #expect(unsafe poll(&polled, 1, 50) == 0)
                    unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                    #expect(try late.readAnswer()?.status == 200)
                    #expect(try TestClient(address).get("/")?.status == 200)
                }
            }
        }
    }
}
