import ArgumentParser

/// How the server ends.
struct StopOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "For how long the server goes on taking connections after SIGTERM, in seconds, 0 to 3600. (default: 0)",
            discussion: """
                /readyz says 503 meanwhile, so that a load balancer can look elsewhere before connections are refused.
                """,
            valueName: "seconds"))
    var shutdownGrace: Seconds?

    @Option(
        help: ArgumentHelp(
            "How long the requests in flight may then take, in seconds, 0 to 3600; what is left is cut. (default: 10)",
            valueName: "seconds"))
    var shutdownDeadline: Seconds?

    func grace() throws -> Duration {
        try Setting.value(
            shutdownGrace, environment: "INKLING_SHUTDOWN_GRACE", default: Seconds(.zero)
        ).duration
    }

    func deadline() throws -> Duration {
        try Setting.value(
            shutdownDeadline, environment: "INKLING_SHUTDOWN_DEADLINE", default: Seconds(.seconds(10))
        ).duration
    }
}
