import DigitAPI
import HTTPCore
import SocketServer

/// Hands the server's requests to the API: the two modules do not know each other.
struct APIHandler: HTTPHandler {
    let api: DigitAPI
    /// Where exchanges are counted; nil for those of who runs the server.
    let metrics: ServiceMetrics?

    func answerAtOnce(_ request: HTTPRequest, _ context: RequestContext) -> HTTPResponse? {
        api.answersAtOnce(request) ? api.respond(to: request, id: context.id) : nil
    }

    func answerWithoutBody(_ request: HTTPRequest, _ context: RequestContext) -> HTTPResponse? {
        api.answerWithoutBody(request, id: context.id)
    }

    func respond(to request: HTTPRequest, _ context: RequestContext) -> HTTPResponse {
        api.respond(to: request, id: context.id, queueTime: context.queueTime)
    }

    func respond(refusing refusal: HTTPRefusal, id: String) -> HTTPResponse {
        api.respond(refusing: refusal, id: id)
    }

    func finished(_ exchange: Exchange) { metrics?.finished(exchange) }
}
