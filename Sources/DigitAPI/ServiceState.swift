import Synchronization

/// Whether the service is about to end, so that no more work should be sent to it.
public final class ServiceState: Sendable {
    private let stopping = Atomic(false)

    /// A service that means to stay.
    public init() {}

    /// Whether it was told to stop.
    public var isStopping: Bool { stopping.load(ordering: .relaxed) }

    /// From now on `/readyz` says 503; everything else goes on.
    public func stop() {
        stopping.store(true, ordering: .relaxed)
    }
}
