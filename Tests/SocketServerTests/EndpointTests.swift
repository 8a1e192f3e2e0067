import FoundationEssentials
import Glibc
import Logging
import SocketServer
import Testing

@Suite struct `Endpoints` {
    /// A folder of the test's own, gone afterwards.
    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "inkling-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(folder)) } catch { outcome = .failure(error) }
        try FileManager.default.removeItem(atPath: folder)
        try outcome.get()
    }

    private func start(_ endpoints: Endpoint...) throws(ListenError) {
        var configuration = SocketServer.Configuration()
        configuration.endpoints = endpoints
        try SocketServer(
            configuration: configuration, handler: TestHandler(), logger: Logger(label: "test")
        ).start()
    }

    private func mode(of path: String) -> mode_t {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    @Test func `of several kinds serve together`() async throws {
        try await inFolder { folder in
            let endpoints: [Endpoint] = [
                .tcp(host: "127.0.0.1", port: 0), .tcp(host: "::1", port: 0),
                .unix(path: "\(folder)/s", mode: 0o600),
            ]
            try await TestServer.run(endpoints: endpoints) { server in
                #expect(server.addresses.map(\.host) == ["127.0.0.1", "::1", "unix:\(folder)/s"])
                #expect(server.addresses[2].description == "unix:\(folder)/s")
                for address in server.addresses {
                    let status = try await blocking { try TestClient(address).get("/")?.status }
                    #expect(status == 200)
                }
                #expect(server.log.await { $0["peer"] == "unix" })
            }
        }
    }

    @Test func `of every address take IPv4 and IPv6`() async throws {
        try await TestServer.run(host: "::") { server in
            for host in ["127.0.0.1", "::1"] {
                let address = SocketAddress(host: host, port: server.address.port)
                let status = try await blocking { try TestClient(address).get("/")?.status }
                #expect(status == 200)
            }
        }
    }

    @Test func `leave IPv4 to another of the same port`() async throws {
        try await TestServer.run(host: "0.0.0.0") { server in
            let port = server.address.port
            try await TestServer.run(endpoints: [.tcp(host: "::", port: port), .tcp(host: "::1", port: 0)]) {
                #expect($0.address.port == port)
            }
        }
    }

    @Test(arguments: [UInt32(0o600), 0o660, 0o666])
    func `of a file have its mode, and leave no file behind`(_ mode: UInt32) async throws {
        try await inFolder { folder in
            let path = "\(folder)/s"
            try await TestServer.run(endpoints: [.unix(path: path, mode: mode)]) { _ in
                #expect(self.mode(of: path) == mode)
            }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `of a file take the place of one that nobody listens on, and of no other`() async throws {
        try await inFolder { folder in
            let path = "\(folder)/s"
            let stale = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
            let bound = unsafe withUnsafePointer(to: address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe bind(stale, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            #expect(bound == 0)
            close(stale)
            try await TestServer.run(endpoints: [.unix(path: path, mode: 0o600)]) { server in
                #expect(throws: ListenError.addressInUse(.unix(path))) {
                    try start(.unix(path: path, mode: 0o600))
                }
                let status = try await server.client { try $0.get("/")?.status }
                #expect(status == 200)
            }
            try Data("x".utf8).write(to: URL(filePath: path))
            #expect(throws: ListenError.addressInUse(.unix(path))) {
                try start(.unix(path: path, mode: 0o600))
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == Data("x".utf8))
        }
    }

    @Test func `of a file do not remove another's file`() async throws {
        try await inFolder { folder in
            let path = "\(folder)/s"
            try await TestServer.run(endpoints: [.unix(path: path, mode: 0o600)]) { _ in
                try FileManager.default.removeItem(atPath: path)
                try Data("x".utf8).write(to: URL(filePath: path))
            }
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `of a file that cannot be are named`() {
        let long = "/tmp/" + String(repeating: "x", count: 103)
        #expect(throws: ListenError.pathTooLong(long)) { try start(.unix(path: long, mode: 0o600)) }
        #expect(throws: ListenError.pathTooLong("")) { try start(.unix(path: "", mode: 0o600)) }
    }

    @Test func `that are inherited go on listening for their owner`() async throws {
        let owned = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(owned) }
        #expect(listen(owned, 16) == 0)
        var address: SocketAddress?
        for _ in 0..<2 {
            try await TestServer.run(endpoints: [.inherited(descriptor: dup(owned))]) { server in
                #expect(address == nil || address == server.address)
                address = server.address
                let local = SocketAddress(host: "127.0.0.1", port: server.address.port)
                let status = try await blocking { try TestClient(local).get("/")?.status }
                #expect(status == 200)
            }
        }
    }

    @Test func `that are inherited and do not listen are named`() {
        let raw = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let error = #expect(throws: ListenError.self) { try start(.inherited(descriptor: raw)) }
        guard case .notListening(raw, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `are inherited by the process they are meant for`() throws {
        func inherited(_ process: String?, _ count: String?) throws(ListenError) -> [Endpoint] {
            var environment: [String: String] = [:]
            environment["LISTEN_PID"] = process
            environment["LISTEN_FDS"] = count
            return try Endpoint.inherited(environment: environment, processID: 42)
        }
        #expect(try inherited("42", "2") == [.inherited(descriptor: 3), .inherited(descriptor: 4)])
        #expect(try inherited("43", "2") == [])
        #expect(try inherited("42", nil) == [])
        #expect(try inherited(nil, "2") == [])
        for text in ["0", "-1", "many", "65"] {
            #expect(throws: ListenError.badActivation(text)) { try inherited("42", text) }
        }
    }
}
