public import HTTPCore

/// What answers requests: the one thing that `SocketServer` is told about the product.
public protocol HTTPHandler: Sendable {
    /// Answers a request; called on a compute queue, at most `HTTPLimits.handlers` at a time, may take milliseconds.
    ///
    /// `id` is the request's id, as the answer's `X-Request-Id` will have it.
    func respond(to request: HTTPRequest, id: String) -> HTTPResponse

    /// Renders a refusal of the protocol layer; called on an event loop, so it must be quick.
    func respond(refusing refusal: HTTPRefusal, id: String) -> HTTPResponse

    /// Whether `respond(to:id:)` takes only microseconds for this request.
    ///
    /// Then it is called on the event loop itself, with no queue in between: static files are quick, and health
    /// never waits behind the work.
    func answersAtOnce(_ request: HTTPRequest) -> Bool
}

extension HTTPHandler {
    public func answersAtOnce(_ request: HTTPRequest) -> Bool { false }
}
