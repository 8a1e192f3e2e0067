import DigitModel
public import HTTPCore
public import Metrics

/// The routes of the product: a request in, an answer out. Knows no socket.
public struct DigitAPI: Sendable {
    private enum Endpoint: Sendable {
        case predict, health, readiness, metrics
    }

    private let table: RouteTable<Endpoint>
    private let predict: PredictEndpoint
    private let assets: StaticAssets
    private let metrics: ServiceMetrics
    private let otherMetrics: @Sendable (inout Exposition) -> Void

    /// An API over one predictor, with the page's files beside it.
    ///
    /// - Parameters:
    ///   - metrics: where answers are counted; tell it of finished exchanges.
    ///   - otherMetrics: writes what `/metrics` is to tell beside them.
    public init(
        predictor: Predictor, assets: StaticAssets, metrics: ServiceMetrics = ServiceMetrics(),
        otherMetrics: @escaping @Sendable (inout Exposition) -> Void = { _ in }
    ) {
        var table = RouteTable<Endpoint>()
        table.add(.post, "/predict", .predict)
        table.add(.get, "/healthz", .health)
        table.add(.get, "/readyz", .readiness)
        table.add(.get, "/metrics", .metrics)
        self.table = table
        self.metrics = metrics
        self.otherMetrics = otherMetrics
        predict = PredictEndpoint(predictor: predictor, metrics: metrics)
        self.assets = assets
    }

    /// Fields that the page's files carry: nothing loads from elsewhere, nobody frames the page.
    public static let pageFields: HTTPFields = [
        "Content-Security-Policy":
            "default-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
    ]

    /// Answers a request that had to wait so long for its turn; takes as long as an inference where it is a prediction.
    public func respond(to request: HTTPRequest, id: String, queueTime: Duration = .zero) -> HTTPResponse {
        var response = answer(to: request, id: id, queueTime: queueTime)
        response.route = route(of: request)
        return response
    }

    /// The name of what answers a request, of a closed set: the path of an endpoint, `static` or `other`.
    private func route(of request: HTTPRequest) -> String {
        if table.contains(request.path) { return request.path }
        return assets.contains(request.path) ? "static" : "other"
    }

    private func answer(to request: HTTPRequest, id: String, queueTime: Duration) -> HTTPResponse {
        switch table.match(request.method, request.path) {
        case .endpoint(.predict): predict.respond(to: request, id: id, queueTime: queueTime)
        case .endpoint(.health): JSONAnswer.make(.ok, Health(status: "ok", model: nil), id: id)
        case .endpoint(.readiness): readiness(id: id)
        case .endpoint(.metrics): exposition()
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
        if case .endpoint(.predict) = table.match(request.method, request.path) { return false }
        return true
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
        return JSONAnswer.make(.ok, Health(status: "ready", model: predict.predictor.model), id: id)
    }

    private func exposition() -> HTTPResponse {
        var exposition = Exposition()
        let model = predict.predictor.model
        exposition.family("inkling_model_info", .gauge, "The model that answers; always 1.")
        exposition.sample("inkling_model_info", 1, ["name": model.name, "version": model.version])
        exposition.add(metrics.now)
        otherMetrics(&exposition)
        return HTTPResponse(
            status: .ok, fields: ["Content-Type": Exposition.contentType, "Cache-Control": "no-store"],
            body: Array(exposition.text.utf8))
    }

    private func asset(for request: HTTPRequest, id: String) -> HTTPResponse {
        guard assets.contains(request.path) else { return notFound(id: id) }
        // A method that is not answered is not first asked for its conditions (RFC 9110 §13.2.1).
        switch request.method {
        case .get, .head: break
        case .options: return HTTPResponse(status: .noContent, fields: ["Allow": "GET, HEAD, OPTIONS"])
        default: return methodNotAllowed(request, allow: "GET, HEAD, OPTIONS", id: id)
        }
        do throws(StaticAssets.Refusal) {
            return try assets.response(to: request) ?? notFound(id: id)
        } catch {
            return JSONAnswer.make(APIError(error), id: id)
        }
    }

    private func notFound(id: String) -> HTTPResponse {
        JSONAnswer.make(
            APIError(.notFound, "not_found", "There is nothing at this path; the page is at /."), id: id)
    }

    private func methodNotAllowed(_ request: HTTPRequest, allow: String, id: String) -> HTTPResponse {
        JSONAnswer.make(
            APIError(
                .methodNotAllowed, "method_not_allowed",
                "\(request.method.rawValue) is not answered here; \(allow) are.", fields: ["Allow": allow]),
            id: id)
    }
}
