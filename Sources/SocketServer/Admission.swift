import Synchronization

/// How many connections are open; each holds a permit and gives it back by being forgotten.
///
/// Beyond the limit a few more are let in to be told 503, and beyond those the descriptor is just closed.
final class Admission: Sendable {
    /// One connection's place.
    final class Permit: Sendable {
        /// Whether the place is within the limit; otherwise the connection is only told that it is not.
        let isServed: Bool
        private let admission: Admission

        fileprivate init(isServed: Bool, admission: Admission) {
            self.isServed = isServed
            self.admission = admission
        }

        deinit {
            admission.leave(isServed: isServed)
        }
    }

    private struct Places {
        var served: Int
        var refused: Int
    }

    private let free: Mutex<Places>
    private let statistics: ServerStatistics

    init(limit: Int, statistics: ServerStatistics) {
        self.statistics = statistics
        free = Mutex(Places(served: limit, refused: limit / 8 + 8))
    }

    /// A place for one more connection, or nil where not even a refusal is possible.
    func enter() -> Permit? {
        let isServed: Bool? = free.withLock { free in
            if free.served > 0 {
                free.served -= 1
                return true
            }
            guard free.refused > 0 else { return nil }
            free.refused -= 1
            return false
        }
        statistics.connectionsAccepted.count()
        if isServed != true { statistics.connectionsRefused.count() }
        guard let isServed else { return nil }
        statistics.connections.count()
        return Permit(isServed: isServed, admission: self)
    }

    private func leave(isServed: Bool) {
        statistics.connections.count(-1)
        free.withLock { free in
            if isServed { free.served += 1 } else { free.refused += 1 }
        }
    }
}
