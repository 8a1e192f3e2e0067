import Synchronization

/// Whether a connection's client is still there, for those who have work of it to do on another thread.
final class ClientPresence: Sendable {
    private let left = Atomic<Bool>(false)

    /// Nobody waits for the answer any more.
    var isGone: Bool { left.load(ordering: .relaxed) }

    /// The connection is lost.
    func leave() {
        left.store(true, ordering: .relaxed)
    }
}
