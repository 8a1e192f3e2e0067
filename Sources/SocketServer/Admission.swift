import Synchronization

/// How many connections are open, in all and from each address; each holds a permit and gives it back by being
/// forgotten.
///
/// Beyond a limit a few more are let in to be told why not, and beyond those the descriptor is just closed.
final class Admission: Sendable {
    /// What a connection's place is.
    enum Standing: Sendable, Equatable {
        case served
        /// All places are taken: it is only told so.
        case full
        /// Its address has its share already: it is only told so.
        case addressFull
    }

    /// One connection's place.
    final class Permit: Sendable {
        let standing: Standing
        private let network: ClientNetwork?
        private let admission: Admission

        fileprivate init(_ standing: Standing, _ network: ClientNetwork?, admission: Admission) {
            self.standing = standing
            self.network = network
            self.admission = admission
        }

        deinit {
            admission.leave(standing, network)
        }
    }

    private struct Places {
        var served: Int
        var refused: Int
        var taken: [ClientNetwork: Int] = [:]

        /// Takes a place, nil where not even a refusal has one.
        mutating func take(_ network: ClientNetwork?, share: Int) -> Standing? {
            let isAddressFull = network.map { taken[$0, default: 0] >= share } ?? false
            guard served > 0, !isAddressFull else {
                guard refused > 0 else { return nil }
                refused -= 1
                return served > 0 ? .addressFull : .full
            }
            served -= 1
            if let network { taken[network, default: 0] += 1 }
            return .served
        }

        mutating func giveBack(_ standing: Standing, _ network: ClientNetwork?) {
            guard standing == .served else { return refused += 1 }
            served += 1
            guard let network, let count = taken[network] else { return }
            taken[network] = count > 1 ? count - 1 : nil
        }
    }

    private let share: Int
    private let places: Mutex<Places>
    private let statistics: ServerStatistics

    /// At most `limit` connections are served, at most `share` of one address.
    init(limit: Int, share: Int, statistics: ServerStatistics) {
        self.share = share
        self.statistics = statistics
        places = Mutex(Places(served: limit, refused: limit / 8 + 8))
    }

    /// A place for one more connection, or nil where not even a refusal is possible.
    func enter(_ peer: SocketAddress) -> Permit? {
        let network = ClientNetwork(peer)
        let standing = places.withLock { $0.take(network, share: share) }
        statistics.connectionsAccepted.count()
        if standing != .served { statistics.connectionsRefused.count() }
        guard let standing else { return nil }
        statistics.connections.count()
        return Permit(standing, network, admission: self)
    }

    private func leave(_ standing: Standing, _ network: ClientNetwork?) {
        statistics.connections.count(-1)
        places.withLock { $0.giveBack(standing, network) }
    }
}
