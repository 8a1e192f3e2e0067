/// How long a transfer may go on: a time in all, or longer as long as it is fast enough.
///
/// It is looked at once in every such time, when the deadline has come, so that it costs nothing while bytes move.
struct TransferPace: Sendable {
    private let window: Duration
    private let rate: Int
    private(set) var deadline: Duration
    /// Bytes moved by the beginning of this window.
    private var movedBefore: Int

    init(window: Duration, rate: Int, moved: Int, at now: Duration) {
        self.window = window
        self.rate = rate
        movedBefore = moved
        deadline = now + window
    }

    /// The deadline has come: whether the transfer was fast enough to have another window.
    mutating func isKept(moved: Int, at now: Duration) -> Bool {
        let wanted = window * rate
        guard Duration.seconds(moved - movedBefore) >= wanted else { return false }
        movedBefore = moved
        deadline = now + window
        return true
    }
}
