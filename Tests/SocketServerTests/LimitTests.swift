import Dispatch
import Glibc
import HTTPCore
import Synchronization
import Testing

@testable import SocketServer

/// The limits that all connections share; those of one connection are tested with `ConnectionMachine`.
@Suite struct Limits {
    @Test func `an address has its share of the connections, and others have the rest`() async throws {
        var limits = HTTPLimits()
        limits.connectionsPerAddress = 2
        try await TestServer.run(limits: limits) { server in
            let address = server.address
            try await blocking {
                do {
                    let clients = [try TestClient(address), try TestClient(address)]
                    for client in clients { #expect(try client.get("/")?.status == 200) }
                    let third = try TestClient(address)
                    let answer = try third.readAnswer()
                    #expect(answer?.status == 429)
                    #expect(answer?.body == "too_many_connections_from_address")
                    #expect(answer?.fields["retry-after"] == "1")
                    #expect(answer?.fields["connection"] == "close")
                    #expect(try third.readAnswer() == nil)
                    let other = try TestClient(unconnectedFor: address)
                    try other.bind(to: "127.0.0.2")
                    try other.connect(to: address)
                    #expect(try other.get("/")?.status == 200)
                    #expect(try clients[0].get("/")?.status == 200)
                }
                // The server sees the ends a little later than they are sent.
                var status: Int?
                for _ in 0..<1000 where status != 200 { status = try TestClient(address).get("/")?.status }
                #expect(status == 200)
            }
        }
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
        ("192.0.2.1", "::ffff:192.0.2.1", true),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", false), ("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", true),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", false), ("::1", "127.0.0.1", false),
    ])
    func `an IPv6 network is one client, and IPv4 the same by either family`(
        _ one: String, _ other: String, _ isSame: Bool
    ) throws {
        let networks = try [one, other].map {
            try #require(ClientNetwork(SocketAddress(host: $0, port: 1)))
        }
        #expect((networks[0] == networks[1]) == isSame)
        #expect(ClientNetwork(.unix()) == nil)
    }

    @Test func `bodies beyond what all may hold get 503, and room is given back`() async throws {
        var limits = HTTPLimits()
        limits.bodies = 100_000
        try await TestServer.run(limits: limits) { server in
            let address = server.address
            try await blocking {
                func upload(_ client: TestClient, now count: Int) throws {
                    try client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\n")
                    try client.send([UInt8](repeating: UInt8(ascii: "x"), count: count))
                }
                let clients = [try TestClient(address), try TestClient(address)]
                for client in clients { try upload(client, now: 80_000) }
                var polled = clients.map { pollfd(fd: $0.raw, events: Int16(POLLIN), revents: 0) }
                #expect(unsafe poll(&polled, 2, 5000) == 1)
                let refused = polled[0].revents != 0 ? 0 : 1
                let answer = try clients[refused].readAnswer()
                #expect(answer?.status == 503)
                #expect(answer?.body == "too_many_bodies")
                #expect(answer?.fields["retry-after"] == "1")
                try clients[1 - refused].send([UInt8](repeating: UInt8(ascii: "x"), count: 10_000))
                #expect(try clients[1 - refused].readAnswer()?.body.utf8.count == 90_000)
                let third = try TestClient(address)
                try upload(third, now: 90_000)
                #expect(try third.readAnswer()?.body.utf8.count == 90_000)
            }
        }
    }

    @Test func `a client that pipelines thousands does not starve another`() async throws {
        try await TestServer.run(eventLoops: 1) { server in
            let (address, handler) = (server.address, server.handler)
            try await blocking {
                let (greedy, modest, holder) = try (
                    TestClient(address), TestClient(address), TestClient(address)
                )
                for client in [greedy, modest] { #expect(try client.get("/quick")?.status == 200) }
                // While the loop is held, the thousand and the one arrive.
                try holder.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")
                handler.entered.wait()
                let count = 1000
                try greedy.send(
                    String(repeating: "GET /quick?greedy HTTP/1.1\r\nHost: a\r\n\r\n", count: count))
                try modest.send("GET /quick?modest HTTP/1.1\r\nHost: a\r\n\r\n")
                handler.mayLeave.signal()
                #expect(try modest.readAnswer()?.status == 200)
                for _ in 0..<count { #expect(try greedy.readAnswer()?.status == 200) }
                let targets = handler.exchanges.withLock { $0.compactMap(\.target) }
                let before = targets.prefix { $0 != "/quick?modest" }.count { $0 == "/quick?greedy" }
                #expect(before <= HTTPLimits().requestsPerTurn)
                #expect(targets.count { $0 == "/quick?greedy" } == count)
            }
        }
    }

    @Test func `a request whose client has gone is not worked on`() async throws {
        var limits = HTTPLimits()
        limits.handlers = 1
        try await TestServer.run(limits: limits, eventLoops: 1) { server in
            let (address, handler, log) = (server.address, server.handler, server.log)
            try await blocking {
                let working = try TestClient(address)
                try working.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
                handler.entered.wait()
                do {
                    let gone = try TestClient(address)
                    try gone.send(
                        "GET /gone HTTP/1.1\r\nHost: a\r\n\r\nGET /gone HTTP/1.1\r\nHost: a\r\n\r\n")
                    gone.resetWhenClosed()
                    // It is in the queue before one that comes after it is answered or refused.
                    #expect(try TestClient(address).get("/quick")?.status == 200)
                }
                #expect(log.await { $0["aborted"] == "true" && $0["path"] == "/gone" })
                handler.mayLeave.signal()
                #expect(try working.readAnswer()?.body == "waited")
                #expect(try working.get("/")?.status == 200)
                #expect(handler.paths.withLock { $0 } == ["/wait", "/"])
            }
        }
    }

    @Test func `a connection may have any number of requests`() async throws {
        try await TestServer.run { server in
            try await server.client { client throws in
                for _ in 0..<2000 { #expect(try client.get("/quick")?.status == 200) }
            }
        }
    }
}
