/// Every limit and deadline of the server, in one place.
///
/// Over a limit the client gets the exact status; nothing is ever queued without bound.
public struct HTTPLimits: Sendable, Equatable {
    /// The longest request line in bytes, without its line end; beyond it 414.
    public var requestLine = 8 * 1024
    /// The largest head in bytes, request line and line ends included; beyond it 431.
    public var head = 16 * 1024
    /// The most field lines in a head; beyond it 431.
    public var fieldCount = 100
    /// The largest body in bytes, after the chunked coding is taken off; beyond it 413.
    public var body = 8 * 1024 * 1024
    /// The most bytes that a chunked body may spend on size lines, extensions, line ends and trailers; 413.
    public var chunkFraming = 16 * 1024

    /// From a request's first byte to the end of its head, and from accepting to the first byte; 408.
    public var headDeadline = Duration.seconds(10)
    /// From the end of the head to the end of the body, in all; 408.
    public var bodyDeadline = Duration.seconds(30)
    /// How long a connection may be silent between requests; longer than the 60 s of common proxies.
    public var idleDeadline = Duration.seconds(65)
    /// From the first byte of an answer to the last, in all; then the connection is cut.
    public var writeDeadline = Duration.seconds(30)
    /// How long input is still read and thrown away after the last answer, so that the client can read it.
    public var lingerDeadline = Duration.seconds(5)

    /// The most connections served at a time; one more gets 503.
    public var connections = 1024
    /// The most requests that handlers work on at a time; the server's number of cores is a good value.
    public var handlers = 4
    /// The most requests that wait for a handler; one more gets 503.
    public var queue = 256
    /// What `Retry-After` says on 503, in whole seconds.
    public var retryAfter = Duration.seconds(1)

    /// Makes the defaults.
    public init() {}
}
