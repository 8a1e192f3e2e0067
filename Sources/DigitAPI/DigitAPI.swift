public import HTTPCore
public import Metrics

/// The routes of the product: a request in, an answer out. Knows no socket.
public struct DigitAPI: Sendable {
    /// What is offered beside the state of the service and the files.
    public struct Offer: OptionSet, Sendable {
        public let rawValue: Int
        /// `POST /predict` and `POST /read`, and `GET /capabilities`
        public static let predictions = Offer(rawValue: 1)
        /// `GET /metrics`
        public static let metrics = Offer(rawValue: 2)
        /// `POST /admin/reload`, for those who run the service
        public static let administration = Offer(rawValue: 4)

        public init(rawValue: Int) { self.rawValue = rawValue }
    }

    private enum Endpoint: Sendable {
        case predict, read, capabilities, health, readiness, metrics, reload
    }

    private let table: RouteTable<Endpoint>
    private let predict: PredictEndpoint
    private let read: ReadEndpoint
    private let capabilities: Capabilities
    private let operation: OperationEndpoints
    private let assets: StaticAssets

    /// An API over one model, with the page's files beside it.
    ///
    /// - Parameters:
    ///   - terms: what `/capabilities` tells.
    ///   - state: what `/readyz` tells beside the model's readiness.
    ///   - metrics: where answers are counted; tell it of finished exchanges.
    ///   - otherMetrics: writes what `/metrics` is to tell beside them.
    public init(
        model: ServedModel, offer: Offer, assets: StaticAssets, terms: ServiceTerms = ServiceTerms(),
        state: ServiceState = ServiceState(),
        metrics: ServiceMetrics = ServiceMetrics(),
        otherMetrics: @escaping @Sendable (inout Exposition) -> Void = { _ in }
    ) {
        var table = RouteTable<Endpoint>()
        table.add(.get, "/healthz", .health)
        table.add(.get, "/readyz", .readiness)
        if offer.contains(.predictions) {
            table.add(.post, "/predict", .predict)
            table.add(.post, "/read", .read)
            table.add(.get, "/capabilities", .capabilities)
        }
        if offer.contains(.metrics) { table.add(.get, "/metrics", .metrics) }
        if offer.contains(.administration) { table.add(.post, "/admin/reload", .reload) }
        self.table = table
        self.assets = assets
        predict = PredictEndpoint(model: model, metrics: metrics)
        read = ReadEndpoint(model: model, metrics: metrics)
        capabilities = Capabilities(model: model, terms: terms)
        operation = OperationEndpoints(
            model: model, state: state, metrics: metrics, otherMetrics: otherMetrics)
    }

    /// Answers a request that had to wait so long for its turn; takes as long as an inference where it is a prediction.
    public func respond(to request: HTTPRequest, id: String, queueTime: Duration = .zero) -> HTTPResponse {
        var response = answer(to: request, id: id, queueTime: queueTime)
        response.route = route(of: request)
        return response
    }

    /// The name of what answers a request, of a closed set: the path of an endpoint, `static` or `other`.
    public func route(of request: HTTPRequest) -> String {
        if table.contains(request.path) { return request.path }
        return assets.contains(request.path) ? "static" : "other"
    }

    private func answer(to request: HTTPRequest, id: String, queueTime: Duration) -> HTTPResponse {
        switch table.match(request.method, request.path) {
        case .endpoint(.predict): predict.respond(to: request, id: id, queueTime: queueTime)
        case .endpoint(.read): read.respond(to: request, id: id, queueTime: queueTime)
        case .endpoint(.capabilities): capabilities.respond(id: id)
        case .endpoint(.health): operation.health(id: id)
        case .endpoint(.readiness): operation.readiness(id: id)
        case .endpoint(.metrics): operation.exposition()
        case .endpoint(.reload): operation.reload(request, id: id)
        case .options(let allow): Self.options(allow)
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

    /// Answers a request that may not be worked on.
    public func respond(refusing error: APIError, to request: HTTPRequest, id: String) -> HTTPResponse {
        var response = JSONAnswer.make(error, id: id)
        response.route = route(of: request)
        return response
    }

    /// Whether the request asks for work, or for what is not for everybody: all but files and the state of the service.
    public func isGuarded(_ request: HTTPRequest) -> Bool {
        switch table.match(request.method, request.path) {
        case .endpoint(.predict), .endpoint(.read), .endpoint(.metrics): true
        default: false
        }
    }

    /// Whether the answer need not wait its turn behind predictions: all but predictions themselves, and reloads.
    ///
    /// Readiness must be told while the queue is full, and costs an inference once a second at most.
    public func answersAtOnce(_ request: HTTPRequest) -> Bool {
        switch table.match(request.method, request.path) {
        case .endpoint(.predict), .endpoint(.read), .endpoint(.reload): false
        default: true
        }
    }

    /// The refusal that the head alone tells, to a client that asks before it sends its body; nil where the body is
    /// wanted.
    public func answerWithoutBody(_ head: HTTPRequest, id: String) -> HTTPResponse? {
        var response: HTTPResponse
        switch table.match(head.method, head.path) {
        case .endpoint(.predict), .endpoint(.read):
            guard let error = PictureBody.refusal(of: head) else { return nil }
            response = JSONAnswer.make(error, id: id)
        case .endpoint: return nil
        default:
            response = answer(to: head, id: id, queueTime: .zero)
            guard response.status.code >= 400 else { return nil }
        }
        response.route = route(of: head)
        return response
    }

    private func asset(for request: HTTPRequest, id: String) -> HTTPResponse {
        // A method that is not answered is not first asked for its conditions (RFC 9110 §13.2.1).
        guard request.method == .get || request.method == .head else {
            guard assets.contains(request.path) else { return notFound(id: id) }
            return request.method == .options
                ? Self.options("GET, HEAD, OPTIONS")
                : methodNotAllowed(request, allow: "GET, HEAD, OPTIONS", id: id)
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

    private static func options(_ allow: String) -> HTTPResponse {
        HTTPResponse(status: .noContent, fields: SecurityFields.data(and: ["Allow": allow]))
    }

    private func methodNotAllowed(_ request: HTTPRequest, allow: String, id: String) -> HTTPResponse {
        JSONAnswer.make(
            APIError(
                .methodNotAllowed, "method_not_allowed",
                "\(request.method.rawValue) is not answered here; \(allow) are.", fields: ["Allow": allow]),
            id: id)
    }
}
