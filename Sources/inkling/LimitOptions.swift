import ArgumentParser
import FoundationEssentials
import HTTPCore

/// Every limit of `HTTPLimits` as a flag, and as the environment variable INKLING_LIMIT_ and its name in capitals.
struct LimitOptions: ParsableArguments {
    @Option(
        name: .customLong("limit-request-line"),
        help: help(
            "The longest request line; beyond it 414.", "bytes",
            default: "\(LimitBytes(defaults.requestLine))"))
    var requestLine: LimitBytes?

    @Option(
        name: .customLong("limit-head"),
        help: help(
            "The largest head, request line and line ends included; beyond it 431.", "bytes",
            default: "\(LimitBytes(defaults.head))"))
    var head: LimitBytes?

    @Option(
        name: .customLong("limit-fields"),
        help: help("The most header fields; beyond it 431.", "count", default: "\(defaults.fieldCount)"))
    var fieldCount: LimitCount?

    @Option(
        name: .customLong("limit-body"),
        help: help(
            "The largest body; beyond it 413. As a PNG a colour photo of 12 megapixels is 12 to 18 MiB, one of 640 x 480 half of one; in JSON a third more.",
            "bytes", default: "\(LimitBytes(defaults.body))"))
    var body: LimitBytes?

    @Option(
        name: .customLong("limit-chunk-framing"),
        help: help(
            "What a chunked body may spend on chunk sizes, extensions and trailers; beyond it 413.", "bytes",
            default: "\(LimitBytes(defaults.chunkFraming))"))
    var chunkFraming: LimitBytes?

    @Option(
        name: .customLong("limit-first-byte-time"),
        help: help(
            "From accepting a connection to its first byte; then it is closed.", "seconds",
            default: "\(LimitSeconds(defaults.firstByteDeadline))"))
    var firstByteDeadline: LimitSeconds?

    @Option(
        name: .customLong("limit-head-time"),
        help: help(
            "From a request's first byte to its head's end; then 408.", "seconds",
            default: "\(LimitSeconds(defaults.headDeadline))"))
    var headDeadline: LimitSeconds?

    @Option(
        name: .customLong("limit-body-time"),
        help: help(
            "For a body in all, or for as long as it keeps the body rate; then 408.", "seconds",
            default: "\(LimitSeconds(defaults.bodyDeadline))"))
    var bodyDeadline: LimitSeconds?

    @Option(
        name: .customLong("limit-body-rate"),
        help: help(
            "The bytes a second at which a body may take longer than its time.", "rate",
            default: "\(defaults.bodyRate)"))
    var bodyRate: LimitCount?

    @Option(
        name: .customLong("limit-answer-time"),
        help: help(
            "For taking an answer in all, or for as long as it is taken at the answer rate; then the connection is cut.",
            "seconds", default: "\(LimitSeconds(defaults.writeDeadline))"))
    var writeDeadline: LimitSeconds?

    @Option(
        name: .customLong("limit-answer-rate"),
        help: help(
            "The bytes a second at which an answer may take longer than its time.", "rate",
            default: "\(defaults.writeRate)"))
    var writeRate: LimitCount?

    @Option(
        name: .customLong("limit-idle-time"),
        help: help(
            "From an answer to the connection's next request; keep it above a proxy's own.", "seconds",
            default: "\(LimitSeconds(defaults.idleDeadline))"))
    var idleDeadline: LimitSeconds?

    @Option(
        name: .customLong("limit-linger-time"),
        help: help(
            "For reading on after a connection's last answer, so that the client can read that.", "seconds",
            default: "\(LimitSeconds(defaults.lingerDeadline))"))
    var lingerDeadline: LimitSeconds?

    @Option(
        name: .customLong("limit-connections"),
        help: help("The most connections; one more gets 503.", "count", default: "\(defaults.connections)"))
    var connections: LimitCount?

    @Option(
        name: .customLong("limit-connections-per-address"),
        help: help(
            "The most connections of one address (IPv6: of one /64); one more gets 429. Raise it behind a proxy.",
            "count", default: "an eighth of them"))
    var connectionsPerAddress: LimitCount?

    @Option(
        name: .customLong("limit-bodies"),
        help: help(
            "What all bodies that are still coming or at work hold together; beyond it 503.", "bytes",
            default: "\(LimitBytes(defaults.bodies))"))
    var bodies: LimitBytes?

    @Option(
        name: .customLong("limit-handlers"),
        help: help("The most predictions at a time.", "count", default: "the number of cores"))
    var handlers: LimitCount?

    @Option(
        name: .customLong("limit-queue"),
        help: help(
            "The most requests that wait for a prediction's turn; one more gets 503.", "count",
            default: "\(defaults.queue)"))
    var queue: LimitCount?

    @Option(
        name: .customLong("limit-requests-per-turn"),
        help: help(
            "The pipelined requests of one connection that are answered before others have their turn.",
            "count", default: "\(defaults.requestsPerTurn)"))
    var requestsPerTurn: LimitCount?

    @Option(
        name: .customLong("limit-retry-after"),
        help: help(
            "What Retry-After says on 429 and 503.", "seconds",
            default: "\(LimitSeconds(defaults.retryAfter))"))
    var retryAfter: LimitSeconds?

    /// The limits that are given, and the defaults of all others.
    ///
    /// - Throws: `SettingError` for a variable that is no such value, `LimitError` for limits that cannot go together.
    func limits() throws -> HTTPLimits {
        var limits = defaults
        limits.handlers = ProcessInfo.processInfo.activeProcessorCount
        try apply(requestLine, "REQUEST_LINE", to: &limits.requestLine)
        try apply(head, "HEAD", to: &limits.head)
        try apply(fieldCount, "FIELDS", to: &limits.fieldCount)
        try apply(body, "BODY", to: &limits.body)
        try apply(chunkFraming, "CHUNK_FRAMING", to: &limits.chunkFraming)
        try apply(firstByteDeadline, "FIRST_BYTE_TIME", to: &limits.firstByteDeadline)
        try apply(headDeadline, "HEAD_TIME", to: &limits.headDeadline)
        try apply(bodyDeadline, "BODY_TIME", to: &limits.bodyDeadline)
        try apply(bodyRate, "BODY_RATE", to: &limits.bodyRate)
        try apply(writeDeadline, "ANSWER_TIME", to: &limits.writeDeadline)
        try apply(writeRate, "ANSWER_RATE", to: &limits.writeRate)
        try apply(idleDeadline, "IDLE_TIME", to: &limits.idleDeadline)
        try apply(lingerDeadline, "LINGER_TIME", to: &limits.lingerDeadline)
        try apply(connections, "CONNECTIONS", to: &limits.connections)
        limits.connectionsPerAddress = max(limits.connections / 8, 1)
        try apply(connectionsPerAddress, "CONNECTIONS_PER_ADDRESS", to: &limits.connectionsPerAddress)
        try apply(bodies, "BODIES", to: &limits.bodies)
        try apply(handlers, "HANDLERS", to: &limits.handlers)
        try apply(queue, "QUEUE", to: &limits.queue)
        try apply(requestsPerTurn, "REQUESTS_PER_TURN", to: &limits.requestsPerTurn)
        try apply(retryAfter, "RETRY_AFTER", to: &limits.retryAfter)
        guard limits.body <= limits.bodies else {
            throw LimitError.bodyBeyondBodies(limits.body, limits.bodies)
        }
        return limits
    }

    private func apply<Value: LimitValue>(
        _ flag: Value?, _ name: String, to limit: inout Value.Limit
    ) throws(SettingError) {
        if let given = try Setting.value(flag, environment: "INKLING_LIMIT_\(name)") { limit = given.limit }
    }
}

/// Limits that cannot go together.
enum LimitError: Error, Equatable, CustomStringConvertible {
    case bodyBeyondBodies(Int, Int)

    var description: String {
        switch self {
        case .bodyBeyondBodies(let body, let bodies):
            "--limit-body \(LimitBytes(body)) is more than --limit-bodies \(LimitBytes(bodies)), which all bodies share"
        }
    }
}

private let defaults = HTTPLimits()

private func help(_ text: String, _ unit: String, default value: String) -> ArgumentHelp {
    ArgumentHelp("\(text) (default: \(value))", valueName: unit)
}
