import FoundationEssentials
import HTTPCore

/// Answers with a JSON body.
enum JSONAnswer {
    static func make(_ status: HTTPStatus, _ value: some Encodable, fields: HTTPFields = [:]) -> HTTPResponse
    {
        var all: HTTPFields = [
            "Content-Type": "application/json", "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        ]
        for field in fields { all.append(field.name, field.value) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return HTTPResponse(status: status, fields: all, body: [UInt8](try encoder.encode(value)))
        } catch {
            // Only NaN or infinity cannot be encoded, which no sound model answers.
            let body = #"{"error":{"code":"internal_error","message":"The answer could not be written."}}"#
            return HTTPResponse(status: .internalServerError, fields: all, body: Array(body.utf8))
        }
    }

    static func make(_ error: APIError, id: String) -> HTTPResponse {
        make(error.status, Failure(error: .init(error), requestID: id), fields: error.fields)
    }

    /// `{"error": {...}, "request_id": "..."}`
    struct Failure: Encodable {
        struct Body: Encodable {
            let code: String
            let message: String
            let field: String?

            init(_ error: APIError) {
                (code, message, field) = (error.code, error.message, error.field)
            }
        }
        let error: Body
        var requestID: String?

        enum CodingKeys: String, CodingKey {
            case error
            case requestID = "request_id"
        }
    }
}
