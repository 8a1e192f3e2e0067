/// One complete, validated request.
public struct HTTPRequest: Sendable, Equatable {
    /// The method; any token.
    public var method: HTTPMethod
    /// The request target as it was sent: visible ASCII only, so it is safe in a log.
    public var target: String
    /// The path, percent-decoded exactly once, without control characters; `*` for `OPTIONS *`.
    public var path: String
    /// What followed the first `?`, still encoded; nil where there was none.
    public var query: String?
    /// The version that the client speaks.
    public var version: HTTPVersion
    /// The header fields in the order they came.
    public var fields: HTTPFields
    /// The whole body, already without its chunked coding.
    public var body: [UInt8]

    /// Makes a request from its parts; tests and in-memory clients use this, the wire goes through `RequestParser`.
    public init(
        method: HTTPMethod, path: String, query: String? = nil, version: HTTPVersion = .http11,
        fields: HTTPFields = HTTPFields(), body: [UInt8] = [], target: String? = nil
    ) {
        self.method = method
        self.target = target ?? query.map { "\(path)?\($0)" } ?? path
        self.path = path
        self.query = query
        self.version = version
        self.fields = fields
        self.body = body
    }
}
