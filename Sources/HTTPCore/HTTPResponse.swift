/// One complete answer, before its framing.
///
/// `ResponseEncoder` owns Content-Length, Transfer-Encoding, Connection, Date and X-Request-Id: they are added
/// on the way out, and dropped from `fields` if a handler set them.
public struct HTTPResponse: Sendable, Equatable {
    /// The status of the status line.
    public var status: HTTPStatus
    /// The header fields that the handler decides.
    public var fields: HTTPFields
    /// The body as GET would get it; for HEAD, 204 and 304 the encoder leaves it out.
    public var body: [UInt8]
    /// The name of what answered, of a closed set, for statistics; a path that nobody knows is not one.
    public var route: String?
    /// What the access log is to say beside the usual, such as `inference_ms`.
    public var notes: [String: String]

    /// Makes an answer from its parts.
    public init(
        status: HTTPStatus, fields: HTTPFields = HTTPFields(), body: [UInt8] = [],
        notes: [String: String] = [:]
    ) {
        self.status = status
        self.fields = fields
        self.body = body
        self.notes = notes
    }

    /// Makes a plain text answer, UTF-8.
    public static func text(_ status: HTTPStatus, _ text: String) -> HTTPResponse {
        HTTPResponse(
            status: status, fields: ["Content-Type": "text/plain; charset=utf-8"], body: Array(text.utf8))
    }
}
