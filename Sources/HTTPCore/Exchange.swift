/// What the access log tells of one request and its answer.
public struct Exchange: Sendable, Equatable {
    /// The answer's `X-Request-Id`.
    public var id: String
    /// The method, or nil where the request line was never understood.
    public var method: HTTPMethod?
    /// The target as it was sent: visible ASCII; nil where the request line was never understood.
    public var target: String?
    /// The status of the answer; nil where the connection was lost before there was one.
    public var status: HTTPStatus?
    /// The size of the answer's body in bytes; 0 for HEAD.
    public var bodySize: Int
    /// From the request's first byte to the answer's last.
    public var duration: Duration
    /// The machine code of a refusal of the protocol layer, nil for a handler's answer.
    public var refusal: String?
    /// Whether the connection was lost before the whole answer was taken.
    public var isAborted = false
    /// The trace that the request belongs to, if it said so rightly.
    public var trace: TraceParent?
    /// The name of what answered, of a closed set; nil where the handler gave none.
    public var route: String?
    /// What the handler added.
    public var notes: [String: String]
}
