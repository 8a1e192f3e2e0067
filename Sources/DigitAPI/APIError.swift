public import HTTPCore

/// An answer that is no prediction: a status, a name for programs, a sentence for a person.
public struct APIError: Error, Sendable, Equatable {
    public let status: HTTPStatus
    /// `snake_case`, stable.
    public let code: String
    /// What is wrong and how to mend it.
    public let message: String
    /// The JSON field that is meant, such as `image` or `images[2]`.
    public let field: String?
    /// Further header fields: `Allow`, `Retry-After`.
    public let fields: HTTPFields

    public init(
        _ status: HTTPStatus, _ code: String, _ message: String, field: String? = nil,
        fields: HTTPFields = [:]
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.field = field
        self.fields = fields
    }

    /// A file that is there and not sent.
    public init(_ refusal: StaticAssets.Refusal) {
        var fields: HTTPFields = ["Vary": "Accept-Encoding"]
        switch refusal {
        case .preconditionFailed:
            self.init(
                .preconditionFailed, "precondition_failed",
                "The file is not as If-Match or If-Unmodified-Since wants it.",
                fields: fields)
        case .rangeNotSatisfiable(let size):
            fields["Content-Range"] = "bytes */\(size)"
            self.init(
                .rangeNotSatisfiable, "range_not_satisfiable", "The file has only \(size) bytes.",
                fields: fields)
        case .notAcceptable:
            self.init(
                .notAcceptable, "not_acceptable", "The file is sent plain or, where it helps, in gzip.",
                fields: fields)
        }
    }

    /// A refusal of the protocol layer.
    public init(_ refusal: HTTPRefusal) {
        var fields = HTTPFields()
        if let pause = refusal.retryAfter { fields["Retry-After"] = "\(max(1, pause.components.seconds))" }
        self.init(refusal.status, refusal.code, refusal.message, fields: fields)
    }
}
