import ArgumentParser
import FoundationEssentials
import SocketServer

/// Where the server listens.
struct ListenOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An address to listen on, IPv4, IPv6 or a name; may be given several times. (default: 127.0.0.1)",
            discussion: """
                127.0.0.1 is for this machine alone, 0.0.0.0 for all, :: for all by IPv4 and IPv6 (by IPv6 alone where \
                other addresses are given beside it). Environment: INKLING_HOST, separated by commas.
                """,
            valueName: "address"))
    var host: [String] = []

    @Option(help: "The TCP port; 0 picks a free one, which is printed. (default: 8080)")
    var port: UInt16?

    @Option(
        help: ArgumentHelp(
            "A Unix socket to listen on, in place of TCP unless --host or --port is given too.",
            discussion: """
                A file that is left there is taken over only if it is a socket and nobody listens on it.
                """,
            valueName: "path"))
    var unix: String?

    @Option(
        help: ArgumentHelp(
            "Who may connect to the Unix socket: an octal mode. (default: 660)", valueName: "mode"))
    var unixMode: FileMode?

    @Option(
        help: ArgumentHelp(
            "A second port, on 127.0.0.1 alone, for who runs the server: POST /admin/reload loads the model anew.",
            discussion: """
                /metrics is then on that port alone. 0 picks a free one, which is printed. (default: none)
                """))
    var adminPort: UInt16?

    /// Where to listen: on what systemd hands over (LISTEN_FDS), else where the options say.
    func endpoints() throws -> [Endpoint] {
        let inherited = try Endpoint.inherited(
            environment: ProcessInfo.processInfo.environment,
            processID: ProcessInfo.processInfo.processIdentifier)
        guard inherited.isEmpty else { return inherited }
        let hosts = try Setting.values(host, environment: "INKLING_HOST")
        let port = try Setting.value(port, environment: "INKLING_PORT")
        let unix = try Setting.value(unix, environment: "INKLING_UNIX")
        let mode = try Setting.value(
            unixMode, environment: "INKLING_UNIX_MODE", default: FileMode(bits: 0o660))
        let file = unix.map { Endpoint.unix(path: $0, mode: mode.bits) }
        if let file, hosts.isEmpty, port == nil { return [file] }
        let addresses = hosts.isEmpty ? ["127.0.0.1"] : hosts
        return addresses.map { .tcp(host: $0, port: port ?? 8080) } + (file.map { [$0] } ?? [])
    }

    /// Where to listen for those who run the server, if at all.
    func administration() throws -> Endpoint? {
        try Setting.value(adminPort, environment: "INKLING_ADMIN_PORT").map {
            .tcp(host: "127.0.0.1", port: $0)
        }
    }
}

/// The permission bits of a file, in octal digits.
struct FileMode: LosslessStringConvertible, ExpressibleByArgument, Sendable {
    let bits: UInt32

    init(bits: UInt32) {
        self.bits = bits
    }

    init?(_ description: String) {
        guard let bits = UInt32(description, radix: 8), bits <= 0o777 else { return nil }
        self.bits = bits
    }

    var description: String { String(bits, radix: 8) }
}
