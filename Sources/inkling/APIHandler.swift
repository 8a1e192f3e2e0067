import Access
import DigitAPI
import HTTPCore
import SocketServer

/// Hands the server's requests to the API, by the rules: the three modules do not know each other.
struct APIHandler: HTTPHandler {
    let api: DigitAPI
    let rules: AccessRules
    /// Where exchanges are counted; nil for those of who runs the server.
    let metrics: ServiceMetrics?

    func answerAtOnce(_ request: HTTPRequest, _ context: RequestContext) -> HTTPResponse? {
        if rules.areStrict, api.isGuarded(request),
            let refusal = rules.decide(on: request.fields, from: context.peer.host)
        {
            let response = api.respond(refusing: APIError(refusal), to: request, id: context.id)
            return finish(response, request, context)
        }
        guard api.answersAtOnce(request) else { return nil }
        return finish(api.respond(to: request, id: context.id), request, context)
    }

    func answerWithoutBody(_ request: HTTPRequest, _ context: RequestContext) -> HTTPResponse? {
        if api.isGuarded(request), let refusal = rules.decideOnKey(in: request.fields) {
            let response = api.respond(refusing: APIError(refusal), to: request, id: context.id)
            return finish(response, request, context)
        }
        return api.answerWithoutBody(request, id: context.id).map { finish($0, request, context) }
    }

    func respond(to request: HTTPRequest, _ context: RequestContext) -> HTTPResponse {
        let response = api.respond(to: request, id: context.id, queueTime: context.queueTime)
        // How many pictures a list has is known only now; the request itself was counted when it was let in.
        let images = response.notes["images"].flatMap { Int($0) } ?? 1
        rules.charge(images - 1, for: request.fields, from: context.peer.host)
        return finish(response, request, context)
    }

    func respond(
        refusing refusal: HTTPRefusal, of request: HTTPRequest?, _ context: RequestContext
    ) -> HTTPResponse {
        var response = api.respond(refusing: refusal, id: context.id)
        guard let request else { return response }
        response.route = api.route(of: request)
        return finish(response, request, context)
    }

    func finished(_ exchange: Exchange) { metrics?.finished(exchange) }

    /// What other origins hear, and whose request it was, for the log.
    private func finish(
        _ response: HTTPResponse, _ request: HTTPRequest, _ context: RequestContext
    ) -> HTTPResponse {
        var response = response
        rules.origins.mark(&response, to: request)
        if !rules.proxies.isEmpty {
            response.notes["client"] =
                rules.proxies.client(of: request.fields, from: Client(host: context.peer.host)).description
        }
        return response
    }
}

extension APIError {
    /// What a request hears that the rules refuse.
    init(_ refusal: AccessRules.Refusal) {
        switch refusal {
        case .keyMissing:
            self.init(
                .unauthorized, "key_missing",
                "Send a key in the Authorization field: Bearer, a space, the key.",
                fields: ["WWW-Authenticate": #"Bearer realm="inkling""#])
        case .keyUnknown:
            self.init(
                .unauthorized, "key_unknown", "The key is none that opens this server.",
                fields: ["WWW-Authenticate": #"Bearer realm="inkling", error="invalid_token""#])
        case .tooOften(let wait, let rate, let burst):
            let seconds = Self.wholeSeconds(wait)
            let window = Self.wholeSeconds(rate.period / rate.count * burst)
            self.init(
                .tooManyRequests, "too_many_requests",
                "More than \(rate) requests; the next one is welcome in \(seconds) s.",
                fields: [
                    "Retry-After": "\(seconds)",
                    // draft-ietf-httpapi-ratelimit-headers-10
                    "RateLimit-Policy": #""requests";q=\#(burst);w=\#(window)"#,
                    "RateLimit": #""requests";r=0;t=\#(seconds)"#,
                ])
        }
    }

    /// Rounded up, at least one.
    private static func wholeSeconds(_ duration: Duration) -> Int64 {
        max(1, duration.components.seconds + (duration.components.attoseconds > 0 ? 1 : 0))
    }
}
