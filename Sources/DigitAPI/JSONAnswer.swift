import HTTPCore

/// Answers with a JSON body.
enum JSONAnswer {
    private static let fields = SecurityFields.data(and: [
        "Content-Type": "application/json", "Cache-Control": "no-store",
    ])

    /// - Parameter id: the request's, letters, digits, `-`, `_` and `.` alone.
    static func make(_ status: HTTPStatus, _ value: some JSONWritable, id: String) -> HTTPResponse {
        guard let body = JSONWriter(value).text else {
            // Only NaN or infinity cannot be written, which no sound model answers.
            let body =
                #"{"error":{"code":"internal_error","message":"The answer could not be written."},"#
                + #""request_id":"\#(id)"}"#
            return HTTPResponse(status: .internalServerError, fields: fields, body: Array(body.utf8))
        }
        return HTTPResponse(status: status, fields: fields, body: body)
    }

    static func make(_ error: APIError, id: String) -> HTTPResponse {
        var response = make(error.status, Failure(error: error, requestID: id), id: id)
        for field in error.fields { response.fields.append(field.name, field.value) }
        return response
    }

    /// `{"error": {...}, "request_id": "..."}`; in a batch, whose answer has the id, without it.
    struct Failure: JSONWritable {
        let error: APIError
        var requestID: String?

        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("error", error)
                if let requestID { json.member("request_id", requestID) }
            }
        }
    }
}

extension APIError: JSONWritable {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("code", code)
            if let field { json.member("field", field) }
            json.member("message", message)
        }
    }
}
