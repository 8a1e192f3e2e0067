public import HTTPCore

/// Who may ask, from where, and how often.
public struct AccessRules: Sendable {
    /// Why a request is refused.
    public enum Refusal: Sendable, Equatable {
        /// It has no key.
        case keyMissing
        /// Its key is none of ours.
        case keyUnknown
        /// Its caller asks too often; the next request is welcome after so long.
        case tooOften(retryAfter: Duration, rate: Rate, burst: Int)
    }

    /// Whose request it is, for the log.
    public struct Caller: Sendable, Equatable {
        /// The address, behind the proxies that are believed.
        public let client: Client
        /// The name of the key, where keys are asked for.
        public var key: String?
    }

    private let keys: APIKeys?
    private let limiter: RateLimiter?
    /// Peers that are believed when they say for whom they ask.
    public let proxies: TrustedProxies
    /// Pages of other origins that may ask.
    public let origins: CrossOrigin

    /// Makes rules; without any, everybody may ask as often as they like.
    public init(
        keys: APIKeys? = nil, limiter: RateLimiter? = nil, proxies: TrustedProxies = TrustedProxies([]),
        origins: CrossOrigin = CrossOrigin([])
    ) {
        self.keys = keys
        self.limiter = limiter
        self.proxies = proxies
        self.origins = origins
    }

    /// Whether a request for work needs a key.
    public var wantKeys: Bool { keys != nil }

    /// Whether a request is looked at before it is answered at all.
    public var areStrict: Bool { keys != nil || limiter != nil }

    /// Decides about a request for work; counts it where it may be done.
    ///
    /// Whoever has a key has a bucket for the key, from wherever it asks; others have one for their address.
    public func decide(
        on fields: HTTPFields, from peer: String, at now: ContinuousClock.Instant = .now
    ) -> Refusal? {
        if let refusal = decideOnKey(in: fields) { return refusal }
        guard let limiter else { return nil }
        switch limiter.take(bucket(for: fields, from: peer), at: now) {
        case .allowed: return nil
        case .refused(let wait):
            return .tooOften(retryAfter: wait, rate: limiter.rate, burst: limiter.burst)
        }
    }

    /// Decides by the key alone, and counts nothing: for a request whose body is still to come.
    public func decideOnKey(in fields: HTTPFields) -> Refusal? {
        switch keys?.verdict(on: fields) {
        case nil, .key: nil
        case .missing: .keyMissing
        case .unknown: .keyUnknown
        }
    }

    /// Counts that an allowed request was worth `count` more than one: those that follow wait for it.
    public func charge(
        _ count: Int, for fields: HTTPFields, from peer: String, at now: ContinuousClock.Instant = .now
    ) {
        guard count > 0 else { return }
        limiter?.charge(count, to: bucket(for: fields, from: peer), at: now)
    }

    /// Whose request it is; asked only for the log.
    public func caller(_ fields: HTTPFields, from peer: String) -> Caller {
        var caller = Caller(client: proxies.client(of: fields, from: Client(host: peer)))
        if let keys, case .key(let name) = keys.verdict(on: fields) { caller.key = name }
        return caller
    }

    private func bucket(for fields: HTTPFields, from peer: String) -> RateLimiter.Caller {
        if let keys, case .key(let name) = keys.verdict(on: fields) { return .key(name) }
        return switch proxies.client(of: fields, from: Client(host: peer)) {
        case .address(let address, _): .subscriber(address.subscriber)
        case .local: .local
        }
    }
}
