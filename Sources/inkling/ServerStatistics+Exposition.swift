import Metrics
import SocketServer

extension Exposition {
    /// Writes what a server has to do.
    mutating func add(_ statistics: ServerStatistics.Snapshot) {
        single(
            "inkling_connections", .gauge, "Open connections, those that are only refused among them.",
            Double(statistics.connections))
        single(
            "inkling_connections_accepted_total", .counter, "Connections taken.",
            Double(statistics.connectionsAccepted))
        single(
            "inkling_connections_refused_total", .counter, "Connections beyond the limit.",
            Double(statistics.connectionsRefused))
        single(
            "inkling_requests_in_flight", .gauge, "Requests that wait for a handler or are worked on.",
            Double(statistics.requestsAtWork + statistics.requestsQueued))
        single(
            "inkling_queue_depth", .gauge, "Requests that wait for a handler.",
            Double(statistics.requestsQueued))
        single(
            "inkling_queue_refused_total", .counter, "Requests refused because the queue was full.",
            Double(statistics.requestsRefused))
    }
}
