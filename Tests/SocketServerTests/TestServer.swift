import Dispatch
import HTTPCore
import Logging
import SocketServer
import Synchronization

/// A handler whose slow path stops until the test lets it go on.
final class TestHandler: HTTPHandler {
    let entered = DispatchSemaphore(value: 0)
    let mayLeave = DispatchSemaphore(value: 0)

    static let large = [UInt8](repeating: UInt8(ascii: "x"), count: 16 << 20)

    func respond(to request: HTTPRequest, id: String) -> HTTPResponse {
        switch (request.method, request.path) {
        case (.get, "/"), (.head, "/"), (.get, "/quick"): return .text(.ok, "hello")
        case (.post, "/echo"): return HTTPResponse(status: .ok, body: request.body, notes: ["note": "n"])
        case (.get, "/large"): return HTTPResponse(status: .ok, body: Self.large)
        case (.get, "/wait"):
            entered.signal()
            mayLeave.wait()
            return .text(.ok, "waited")
        case (_, "/echo"):
            return HTTPResponse(status: .methodNotAllowed, fields: ["Allow": "POST"])
        default: return .text(.notFound, request.path)
        }
    }

    func respond(refusing refusal: HTTPRefusal, id: String) -> HTTPResponse {
        .text(refusal.status, refusal.code)
    }

    func answersAtOnce(_ request: HTTPRequest) -> Bool { request.path == "/quick" }
}

/// Keeps what is logged.
struct LogRecorder: LogHandler {
    final class Lines: Sendable {
        private let lines = Mutex<[Logger.Metadata]>([])
        /// Signalled once a line.
        let written = DispatchSemaphore(value: 0)

        func append(_ line: Logger.Metadata) {
            lines.withLock { $0.append(line) }
            written.signal()
        }

        /// Waits until a line of the access log is as the test wants it; false after five seconds.
        func await(_ isWanted: ([String: String]) -> Bool) -> Bool {
            while !requests.contains(where: isWanted) {
                guard written.wait(timeout: .now() + 5) == .success else { return false }
            }
            return true
        }

        /// The access log's lines, as text by key.
        var requests: [[String: String]] {
            lines.withLock { $0 }.filter { $0["request_id"] != nil }
                .map { line in line.mapValues { "\($0)" } }
        }
    }

    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.append(event.metadata ?? [:])
    }
}

/// A server on a free port with its handler and log, drained when the test is done with it.
struct TestServer {
    let server: SocketServer
    let handler: TestHandler
    let log: LogRecorder.Lines
    let address: SocketAddress

    static func run(
        host: String = "127.0.0.1", limits: HTTPLimits = HTTPLimits(), eventLoops: Int = 2,
        _ body: (TestServer) async throws -> Void
    ) async throws {
        let lines = LogRecorder.Lines()
        let handler = TestHandler()
        var configuration = SocketServer.Configuration()
        configuration.host = host
        configuration.port = 0
        configuration.limits = limits
        configuration.eventLoops = eventLoops
        let logger = Logger(label: "test") { _ in LogRecorder(lines: lines) }
        let server = SocketServer(configuration: configuration, handler: handler, logger: logger)
        let address = try server.start()
        let running = TestServer(server: server, handler: handler, log: lines, address: address)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(running)) } catch { outcome = .failure(error) }
        handler.mayLeave.signal()
        await server.drain(deadline: .zero)
        try outcome.get()
    }

    /// Talks to the server over a connection of its own.
    func client<Value: Sendable>(_ talk: @escaping @Sendable (TestClient) throws -> Value) async throws
        -> Value
    {
        let address = address
        return try await blocking { try talk(TestClient(address)) }
    }
}
