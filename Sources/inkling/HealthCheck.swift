import ArgumentParser
import CommandSupport

/// `inkling healthcheck`: asks a server whether it is ready, so that a container needs no curl.
struct HealthCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "healthcheck", abstract: "Exits with 0 if a server is ready to answer, with 1 if not.")

    @Option(
        help: ArgumentHelp(
            "What to ask: plain http, or unix: and the path of a server's socket.",
            discussion:
                "Default: /readyz of the server that INKLING_HOST and INKLING_PORT, or INKLING_UNIX, describe."
        ))
    var url: String?

    func run() throws {
        let target = try url ?? Self.ownURL()
        let status = try HTTPProbe(target).status(timeout: 3)
        guard status == 200 else { throw HealthCheckError.notReady(url: target, status: status) }
        Console.standardOutput.write("ready\n")
    }

    private static func ownURL() throws(SettingError) -> String {
        let hosts = try Setting.values([String](), environment: "INKLING_HOST")
        let named = try Setting.value(UInt16?.none, environment: "INKLING_PORT")
        // As `serve` has it: the socket takes the place of TCP unless that is asked for too.
        if hosts.isEmpty, named == nil,
            let path = try Setting.value(String?.none, environment: "INKLING_UNIX")
        {
            return "unix:\(path)"
        }
        let host = hosts.first ?? "127.0.0.1"
        let port = named ?? 8080
        // Who listens on every address is asked on the loopback.
        let reachable = ["0.0.0.0": "127.0.0.1", "::": "::1"][host] ?? host
        return "http://\(reachable.contains(":") ? "[\(reachable)]" : reachable):\(port)/readyz"
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
        case .badURL(let url): "--url \(url) is not of the form http://host:port/path or unix:/path"
        case .unreachable(let url, let reason): "\(url) cannot be reached: \(reason)"
        case .noAnswer(let url): "\(url) does not answer with HTTP"
        case .notReady(let url, let status): "\(url) is not ready: status \(status)"
        }
    }
}
