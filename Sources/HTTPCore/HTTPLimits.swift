/// Every limit and deadline of the server, in one place.
///
/// Over a limit the client gets the exact status; nothing is ever queued without bound. How many requests a connection
/// may have is not limited: it would cost honest clients new connections and hurt nobody else.
public struct HTTPLimits: Sendable, Equatable {
    // What one request may hold.

    /// The longest request line in bytes, without its line end; beyond it 414.
    public var requestLine = 8 * 1024
    /// The largest head in bytes, request line and line ends included; beyond it 431.
    public var head = 16 * 1024
    /// The most field lines in a head; beyond it 431.
    public var fieldCount = 100
    /// The largest body in bytes, after the chunked coding is taken off; beyond it 413.
    public var body = 1024 * 1024
    /// The most bytes that a chunked body may spend on size lines, extensions, line ends and trailers; 413.
    public var chunkFraming = 16 * 1024

    // How long one connection may take.

    /// From accepting a connection to its first byte; then it is closed without a word.
    public var firstByteDeadline = Duration.seconds(10)
    /// From a request's first byte to the end of its head, in all; 408.
    public var headDeadline = Duration.seconds(10)
    /// From the end of the head to the end of the body, or, for a body that comes at `bodyRate` or faster, as long as
    /// it takes: the rate is looked at once in every such time; 408.
    public var bodyDeadline = Duration.seconds(30)
    /// The fewest bytes a second, on average over a `bodyDeadline`, for which a body may go on after the first.
    public var bodyRate = 500
    /// From the first byte of an answer to its last, or, for a client that takes it at `writeRate` or faster, as long
    /// as it takes: the rate is looked at once in every such time; then the connection is cut.
    public var writeDeadline = Duration.seconds(30)
    /// The fewest bytes a second, on average over a `writeDeadline`, for which an answer may go on after the first.
    public var writeRate = 500
    /// How long a connection may be silent between requests; longer than the 60 s of common proxies.
    public var idleDeadline = Duration.seconds(65)
    /// How long input is still read and thrown away after the last answer, so that the client can read it.
    public var lingerDeadline = Duration.seconds(5)

    // What all connections together may have.

    /// The most connections served at a time; one more gets 503.
    public var connections = 1024
    /// The most of them from one address, of IPv6 from one network of 64 bits; one more gets 429.
    public var connectionsPerAddress = 128
    /// The most bytes of all bodies together that are held at a time; a body that would take more gets 503.
    ///
    /// A body that is here in one read is not counted: 64 KiB for each request at work or waiting, at most.
    public var bodies = 64 * 1024 * 1024
    /// The most requests that handlers work on at a time; the server's number of cores is a good value.
    public var handlers = 4
    /// The most requests that wait for a handler; one more gets 503.
    public var queue = 256
    /// The most requests of one connection that are answered, if they are here already, before others have their turn.
    public var requestsPerTurn = 32
    /// What `Retry-After` says on 429 and 503, in whole seconds.
    public var retryAfter = Duration.seconds(1)

    /// Makes the defaults.
    public init() {}
}
