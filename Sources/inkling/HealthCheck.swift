import ArgumentParser
import CommandSupport

/// `inkling healthcheck`: asks a server whether it is ready, so that a container needs no curl.
struct HealthCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "healthcheck", abstract: "Exits with 0 if a server is ready to answer, with 1 if not.")

    @Option(
        help: ArgumentHelp(
            "What to ask; plain http.",
            discussion: "Default: http://127.0.0.1:PORT/readyz, PORT from INKLING_PORT."))
    var url: String?

    func run() throws {
        let port = try Setting.value(UInt16?.none, environment: "INKLING_PORT", default: 8080)
        let target = url ?? "http://127.0.0.1:\(port)/readyz"
        let status = try HTTPProbe(target).status(timeout: 3)
        guard status == 200 else { throw HealthCheckError.notReady(url: target, status: status) }
        Console.standardOutput.write("ready\n")
    }
}

/// Why a server does not count as ready.
enum HealthCheckError: Error, Equatable, CustomStringConvertible {
    case badURL(String)
    case unreachable(url: String, reason: String)
    case noAnswer(url: String)
    case notReady(url: String, status: Int)

    var description: String {
        switch self {
        case .badURL(let url): "--url \(url) is not of the form http://host:port/path"
        case .unreachable(let url, let reason): "\(url) cannot be reached: \(reason)"
        case .noAnswer(let url): "\(url) does not answer with HTTP"
        case .notReady(let url, let status): "\(url) is not ready: status \(status)"
        }
    }
}
