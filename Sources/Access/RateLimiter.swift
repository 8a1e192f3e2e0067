import Synchronization

/// A token bucket for each caller: so many requests at once, and no more than the rate in the long run.
///
/// A bucket is one moment, by when it will be full again (the generic cell rate algorithm, ITU-T I.371). Full ones need
/// no memory; of the others the longest unused go first where there are too many, in two generations, so that a flood
/// of addresses costs a fixed amount of memory and no more than that.
public final class RateLimiter: Sendable {
    /// Who has a bucket.
    enum Caller: Hashable {
        case key(String)
        case subscriber(IPAddress)
        case local
    }

    /// What a request has to hear.
    enum Decision: Equatable {
        case allowed
        /// The next one is welcome after so long.
        case refused(retryAfter: Duration)
    }

    private struct Buckets {
        var recent: [Caller: ContinuousClock.Instant] = [:]
        var older: [Caller: ContinuousClock.Instant] = [:]

        /// When the caller's bucket is full; full before now is full now.
        func full(_ caller: Caller, at now: ContinuousClock.Instant) -> ContinuousClock.Instant {
            max(recent[caller] ?? older[caller] ?? now, now)
        }

        mutating func remember(_ caller: Caller, until full: ContinuousClock.Instant, capacity: Int) {
            if recent.count >= capacity / 2, recent[caller] == nil {
                older = recent
                recent = [:]
            }
            recent[caller] = full
        }
    }

    let rate: Rate
    /// How many requests may come at once.
    let burst: Int
    private let capacity: Int
    private let buckets = Mutex(Buckets())

    /// Makes full buckets; at most `capacity` of them are remembered.
    public init(_ rate: Rate, burst: Int, capacity: Int = 65_536) {
        self.rate = rate
        self.burst = max(burst, 1)
        self.capacity = max(capacity, 2)
    }

    /// Takes a token out of the caller's bucket, if there is one.
    func take(_ caller: Caller, at now: ContinuousClock.Instant) -> Decision {
        buckets.withLock { buckets in
            let full = buckets.full(caller, at: now)
            let wait = full - now - rate.interval * (burst - 1)
            guard wait <= .zero else { return .refused(retryAfter: wait) }
            buckets.remember(caller, until: full + rate.interval, capacity: capacity)
            return .allowed
        }
    }

    /// Takes tokens whether they are there or not; what is missing has to come back before the next is given.
    func charge(_ count: Int, to caller: Caller, at now: ContinuousClock.Instant) {
        buckets.withLock { buckets in
            let full = buckets.full(caller, at: now) + rate.interval * count
            buckets.remember(caller, until: full, capacity: capacity)
        }
    }

    /// How many buckets are remembered.
    var count: Int { buckets.withLock { $0.recent.count + $0.older.count } }
}
