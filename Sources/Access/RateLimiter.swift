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
            let known = buckets.recent[caller] ?? buckets.older[caller]
            // Full before now is full now.
            let full = max(known ?? now, now)
            let wait = full - now - rate.interval * (burst - 1)
            guard wait <= .zero else { return .refused(retryAfter: wait) }
            if buckets.recent.count >= capacity / 2, buckets.recent[caller] == nil {
                buckets.older = buckets.recent
                buckets.recent = [:]
            }
            buckets.recent[caller] = full + rate.interval
            return .allowed
        }
    }

    /// How many buckets are remembered.
    var count: Int { buckets.withLock { $0.recent.count + $0.older.count } }
}
