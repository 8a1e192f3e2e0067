import DigitModel
public import HTTPCore

/// The routes of the product: a request in, an answer out. Knows no socket.
public struct DigitAPI: Sendable {
    private enum Endpoint: Sendable {
        case predict, read, health, readiness
    }

    private let table: RouteTable<Endpoint>
    private let predict: PredictEndpoint
    private let read: ReadEndpoint
    private let assets: StaticAssets

    /// An API over one predictor, with the page's files beside it.
    public init(predictor: Predictor, assets: StaticAssets) {
        var table = RouteTable<Endpoint>()
        table.add(.post, "/predict", .predict)
        table.add(.post, "/read", .read)
        table.add(.get, "/healthz", .health)
        table.add(.get, "/readyz", .readiness)
        self.table = table
        predict = PredictEndpoint(predictor: predictor)
        read = ReadEndpoint(reader: PageReader(predictor))
        self.assets = assets
    }

    /// Fields that the page's files carry: nothing loads from elsewhere, nobody frames the page.
    public static let pageFields: HTTPFields = [
        "Content-Security-Policy":
            "default-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
    ]

    /// Answers a request; takes as long as an inference where it is a prediction.
    public func respond(to request: HTTPRequest, id: String) -> HTTPResponse {
        switch table.match(request.method, request.path) {
        case .endpoint(.predict): predict.respond(to: request, id: id)
        case .endpoint(.read): read.respond(to: request, id: id)
        case .endpoint(.health): JSONAnswer.make(.ok, Health(status: "ok", model: nil))
        case .endpoint(.readiness): readiness(id: id)
        case .options(let allow): HTTPResponse(status: .noContent, fields: ["Allow": allow])
        case .methodNotAllowed(let allow): methodNotAllowed(request, allow: allow, id: id)
        case .unknownMethod:
            JSONAnswer.make(
                APIError(
                    .notImplemented, "unknown_method", "No method \(request.method.rawValue) is known here."),
                id: id)
        case .notFound: asset(for: request, id: id)
        }
    }

    /// Renders what the protocol layer refused.
    public func respond(refusing refusal: HTTPRefusal, id: String) -> HTTPResponse {
        JSONAnswer.make(APIError(refusal), id: id)
    }

    /// Whether the answer need not wait its turn behind predictions: all but predictions themselves.
    ///
    /// Readiness must be told while the queue is full, and costs an inference once a second at most.
    public func answersAtOnce(_ request: HTTPRequest) -> Bool {
        switch table.match(request.method, request.path) {
        case .endpoint(.predict), .endpoint(.read): false
        default: true
        }
    }

    private struct Health: JSONWritable {
        let status: String
        let model: Prediction.Model?

        func write(to json: inout JSONWriter) {
            json.object { json in
                if let model { json.member("model", model) }
                json.member("status", status)
            }
        }
    }

    private func readiness(id: String) -> HTTPResponse {
        guard predict.predictor.classifier.isReady else {
            return JSONAnswer.make(
                APIError(
                    .serviceUnavailable, "not_ready", "The model does not give its known answer.",
                    fields: ["Retry-After": "5"]),
                id: id)
        }
        return JSONAnswer.make(.ok, Health(status: "ready", model: predict.predictor.model))
    }

    private func asset(for request: HTTPRequest, id: String) -> HTTPResponse {
        guard let response = assets.response(to: request) else {
            return JSONAnswer.make(
                APIError(.notFound, "not_found", "There is nothing at this path; the page is at /."), id: id)
        }
        switch request.method {
        case .get, .head: return response
        case .options: return HTTPResponse(status: .noContent, fields: ["Allow": "GET, HEAD, OPTIONS"])
        default: return methodNotAllowed(request, allow: "GET, HEAD, OPTIONS", id: id)
        }
    }

    private func methodNotAllowed(_ request: HTTPRequest, allow: String, id: String) -> HTTPResponse {
        JSONAnswer.make(
            APIError(
                .methodNotAllowed, "method_not_allowed",
                "\(request.method.rawValue) is not answered here; \(allow) are.", fields: ["Allow": allow]),
            id: id)
    }
}
