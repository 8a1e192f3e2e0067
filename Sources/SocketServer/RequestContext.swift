/// What the server knows of a request beside its bytes.
public struct RequestContext: Sendable {
    /// The request's id, as the answer's `X-Request-Id` will have it.
    public let id: String
    /// Who is at the other end of the connection: the client, or a proxy before it.
    public let peer: SocketAddress
    /// How long the request waited for a handler.
    public let queueTime: Duration

    /// Makes a context from its parts.
    public init(id: String, peer: SocketAddress, queueTime: Duration = .zero) {
        self.id = id
        self.peer = peer
        self.queueTime = queueTime
    }
}
