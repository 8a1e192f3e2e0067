/// The protocol versions this server speaks (RFC 9112 §2.3).
public enum HTTPVersion: Sendable, Hashable {
    /// HTTP/1.0: connections close unless the client asks otherwise, no chunked coding, no `Expect`.
    case http10
    /// HTTP/1.1, and any later 1.x, which RFC 9110 §2.5 has us read as the version we know.
    case http11
}
