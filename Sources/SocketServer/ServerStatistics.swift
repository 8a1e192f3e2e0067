import Synchronization

/// How much a server has to do; counted while it runs, looked at by whoever has the object.
public final class ServerStatistics: Sendable {
    /// One look at all the numbers.
    public struct Snapshot: Sendable, Equatable {
        /// Connections that are open, those that are only refused among them.
        public var connections: Int
        /// Connections taken since the start.
        public var connectionsAccepted: Int
        /// Connections beyond the limit since the start, told so or just closed.
        public var connectionsRefused: Int
        /// Requests that a handler works on.
        public var requestsAtWork: Int
        /// Requests that wait for a handler.
        public var requestsQueued: Int
        /// Requests refused since the start because the queue was full.
        public var requestsRefused: Int
    }

    let connections = Atomic(0)
    let connectionsAccepted = Atomic(0)
    let connectionsRefused = Atomic(0)
    let requestsAtWork = Atomic(0)
    let requestsQueued = Atomic(0)
    let requestsRefused = Atomic(0)

    /// Begins at nothing.
    public init() {}

    /// The numbers now; each is right, together they may be of moments apart.
    public var snapshot: Snapshot {
        Snapshot(
            connections: connections.load(ordering: .relaxed),
            connectionsAccepted: connectionsAccepted.load(ordering: .relaxed),
            connectionsRefused: connectionsRefused.load(ordering: .relaxed),
            requestsAtWork: requestsAtWork.load(ordering: .relaxed),
            requestsQueued: requestsQueued.load(ordering: .relaxed),
            requestsRefused: requestsRefused.load(ordering: .relaxed))
    }
}

extension Atomic<Int> {
    /// Adds to a number of which nothing else depends.
    func count(_ amount: Int = 1) {
        wrappingAdd(amount, ordering: .relaxed)
    }
}
