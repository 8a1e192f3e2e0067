public import HTTPCore

/// What answers requests: the one thing that `SocketServer` is told about the product.
public protocol HTTPHandler: Sendable {
    /// Answers a request where that takes only microseconds, or refuses to have it worked on; nil for all others.
    ///
    /// Called on the event loop itself, with no queue in between: static files are quick, health never waits behind
    /// the work, and whoever may not ask takes no place in the queue.
    func answerAtOnce(_ request: HTTPRequest, _ context: RequestContext) -> HTTPResponse?

    /// Answers a request whose client waits to be told that its body is wanted, where that is in vain: 404, 405, 415.
    /// Nil where the body is needed to tell. The connection ends after the answer.
    ///
    /// Called on the event loop, with a request that has no body yet; only for `Expect: 100-continue`.
    func answerWithoutBody(_ request: HTTPRequest, _ context: RequestContext) -> HTTPResponse?

    /// Answers a request; called on a compute queue, at most `HTTPLimits.handlers` at a time, may take milliseconds.
    func respond(to request: HTTPRequest, _ context: RequestContext) -> HTTPResponse

    /// Renders a refusal of the protocol layer; called on an event loop, so it must be quick.
    ///
    /// `request` is the refused one where it was read whole: the queue has no place for it.
    func respond(
        refusing refusal: HTTPRefusal, of request: HTTPRequest?, _ context: RequestContext
    ) -> HTTPResponse

    /// Hears of every exchange once it is over, refused and aborted ones too; called on an event loop.
    func finished(_ exchange: Exchange)
}

extension HTTPHandler {
    public func answerAtOnce(_ request: HTTPRequest, _ context: RequestContext) -> HTTPResponse? { nil }

    public func answerWithoutBody(_ request: HTTPRequest, _ context: RequestContext) -> HTTPResponse? { nil }

    public func finished(_ exchange: Exchange) {}
}
