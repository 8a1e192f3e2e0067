import Synchronization

/// How many bytes of bodies all connections together may hold; only bodies that come in several reads ask.
final class BodyBudget: Sendable {
    private let limit: Int
    private let held = Atomic<Int>(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes so many bytes off the budget; false, and nothing taken, where they are too many.
    func claim(_ count: Int) -> Bool {
        guard held.add(count, ordering: .relaxed).newValue > limit else { return true }
        release(count)
        return false
    }

    /// Gives back what was claimed.
    func release(_ count: Int) {
        held.subtract(count, ordering: .relaxed)
    }
}
