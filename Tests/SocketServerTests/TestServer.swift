import Dispatch
import HTTPCore
import Logging
import SocketServer
import Synchronization
import Testing

/// A handler whose slow path stops until the test lets it go on.
final class TestHandler: HTTPHandler {
    let entered = DispatchSemaphore(value: 0)
    let mayLeave = DispatchSemaphore(value: 0)

    /// Those that are over.
    let exchanges = Mutex<[Exchange]>([])

    static let large = [UInt8](repeating: UInt8(ascii: "x"), count: 16 << 20)

    /// The paths that were worked on, in their order.
    let paths = Mutex<[String]>([])

    func respond(to request: HTTPRequest, _ context: RequestContext) -> HTTPResponse {
        paths.withLock { $0.append(request.path) }
        switch (request.method, request.path) {
        case (.get, "/"), (.head, "/"): return .text(.ok, "hello")
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

    func respond(
        refusing refusal: HTTPRefusal, of request: HTTPRequest?, _ context: RequestContext
    ) -> HTTPResponse {
        var response = HTTPResponse.text(refusal.status, refusal.code)
        if let request { response.fields["Refused-Path"] = request.path }
        return response
    }

    func answerAtOnce(_ request: HTTPRequest, _ context: RequestContext) -> HTTPResponse? {
        // Holds the event loop itself.
        if request.path == "/hold" {
            entered.signal()
            mayLeave.wait()
        }
        return request.path == "/quick" || request.path == "/hold" ? .text(.ok, "hello") : nil
    }

    func finished(_ exchange: Exchange) {
        exchanges.withLock { $0.append(exchange) }
    }
}

/// Keeps the lines of an access log.
final class LogLines: Sendable {
    private let lines = Mutex<[Substring]>([])
    /// Signalled once for each time that lines come.
    private let written = DispatchSemaphore(value: 0)

    var writer: LogWriter {
        LogWriter {
            self.append($0)
            return true
        }
    }

    func append(_ text: [UInt8]) {
        let text = String(decoding: text, as: UTF8.self)
        #expect(text.hasSuffix("\n"), "half a line: \(text)")
        lines.withLock { $0 += text.split(separator: "\n") }
        written.signal()
    }

    /// Waits until a line is as the test wants it; false after five seconds.
    func await(_ isWanted: ([String: String]) -> Bool) -> Bool {
        while !requests.contains(where: isWanted) {
            guard written.wait(timeout: .now() + 5) == .success else { return false }
        }
        return true
    }

    var texts: [Substring] { lines.withLock { $0 } }

    /// The lines' pairs, as text by key.
    var requests: [[String: String]] {
        texts.map { line in
            let pairs = line.split(separator: " ").map { $0.split(separator: "=", maxSplits: 1) }
            return Dictionary(
                pairs.filter { $0.count == 2 }.map { (String($0[0]), String($0[1])) },
                uniquingKeysWith: { $1 })
        }
    }
}

/// A server on a free port with its handler and log, drained when the test is done with it.
struct TestServer {
    let server: SocketServer
    let handler: TestHandler
    let log: LogLines
    let statistics: ServerStatistics
    let addresses: [SocketAddress]

    static func run(
        host: String = "127.0.0.1", endpoints: [Endpoint]? = nil, limits: HTTPLimits = HTTPLimits(),
        eventLoops: Int = 2,
        _ body: (TestServer) async throws -> Void
    ) async throws {
        let lines = LogLines()
        let handler = TestHandler()
        let statistics = ServerStatistics()
        var configuration = SocketServer.Configuration()
        configuration.endpoints = endpoints ?? [.tcp(host: host, port: 0)]
        configuration.limits = limits
        configuration.eventLoops = eventLoops
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = SocketServer(
            configuration: configuration, handler: handler, logger: logger, statistics: statistics,
            accessLog: AccessLog(lines.writer, format: .plain, label: "test"))
        let addresses = try server.start()
        let running = TestServer(
            server: server, handler: handler, log: lines, statistics: statistics, addresses: addresses)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(running)) } catch { outcome = .failure(error) }
        handler.mayLeave.signal()
        await server.drain(deadline: .zero)
        try outcome.get()
    }

    var address: SocketAddress { addresses[0] }

    /// Talks to the server over a connection of its own.
    func client<Value: Sendable>(_ talk: @escaping @Sendable (TestClient) throws -> Value) async throws
        -> Value
    {
        let address = address
        return try await blocking { try talk(TestClient(address)) }
    }
}
