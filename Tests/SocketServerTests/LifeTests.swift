import Dispatch
import Glibc
import HTTPCore
import Logging
import SocketServer
import Testing

@Suite struct `Start and stop` {
    private func start(host: String, port: UInt16) throws(ListenError) {
        var configuration = SocketServer.Configuration()
        configuration.endpoints = [.tcp(host: host, port: port)]
        try SocketServer(
            configuration: configuration, handler: TestHandler(), logger: Logger(label: "test")
        ).start()
    }

    @Test func `a port in use is named`() async throws {
        try await TestServer.run { server in
            let error = ListenError.addressInUse(server.address)
            #expect(throws: error) { try start(host: "127.0.0.1", port: server.address.port) }
            #expect("\(error)".contains("127.0.0.1:\(server.address.port)"))
        }
    }

    @Test func `an address of another machine is named`() {
        let address = SocketAddress(host: "192.0.2.1", port: 8080)
        #expect(throws: ListenError.addressNotAvailable(address)) { try start(host: "192.0.2.1", port: 8080) }
    }

    @Test func `a host that is none is named`() throws {
        let error = #expect(throws: ListenError.self) { try start(host: "256.0.0.1 ", port: 0) }
        guard case .unknownHost("256.0.0.1 ", _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `draining ends idle connections, finishes work and takes nothing new`() async throws {
        // One loop, so that the end of the idle connection proves that the busy one is draining too.
        try await TestServer.run(eventLoops: 1) { server in
            let address = server.address
            let handler = server.handler
            async let clients: Void = blocking {
                let idle = try TestClient(address)
                #expect(try idle.get("/")?.status == 200)
                let busy = try TestClient(address)
                try busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
                // The drain below begins while this request is with the handler.
                #expect(try idle.readAnswer() == nil)
                let refused = try TestClient(unconnectedFor: address)
                #expect(throws: TestClient.Failure(call: "connect", code: ECONNREFUSED)) {
                    try refused.connect(to: address)
                }
                handler.mayLeave.signal()
                let answer = try busy.readAnswer()
                #expect(answer?.body == "waited")
                #expect(answer?.fields["connection"] == "close")
                #expect(try busy.readAnswer() == nil)
            }
            try await blocking { handler.entered.wait() }
            await server.server.drain(deadline: .seconds(5))
            try await clients
            #expect(server.log.requests.count == 2)
        }
    }

    @Test func `what is not done at the deadline is cut`() async throws {
        try await TestServer.run { server in
            let address = server.address
            let handler = server.handler
            async let client: Void = blocking {
                let busy = try TestClient(address)
                try busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try busy.readAnswer() == nil)
            }
            try await blocking { handler.entered.wait() }
            let began = ContinuousClock.now
            await server.server.drain(deadline: .milliseconds(50))
            #expect(ContinuousClock.now - began >= .milliseconds(50))
            try await client
            #expect(server.log.requests.first?["aborted"] == "true")
            #expect(server.log.requests.first?["status"] == "-")
        }
    }

    @Test func `a second drain hurries the first`() async throws {
        try await TestServer.run { server in
            let handler = server.handler
            let address = server.address
            async let client: Void = blocking {
                let busy = try TestClient(address)
                try busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try busy.readAnswer() == nil)
            }
            try await blocking { handler.entered.wait() }
            async let slow: Void = server.server.drain(deadline: .seconds(3600))
            await server.server.drain(deadline: .zero)
            await slow
            try await client
        }
    }
}
