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
        var bucket: RateLimiter.Caller?
        if let keys {
            switch keys.verdict(on: fields) {
            case .key(let name): bucket = .key(name)
            case .missing: return .keyMissing
            case .unknown: return .keyUnknown
            }
        }
        guard let limiter else { return nil }
        let caller = bucket ?? Self.bucket(of: proxies.client(of: fields, from: Client(host: peer)))
        switch limiter.take(caller, at: now) {
        case .allowed: return nil
        case .refused(let wait):
            return .tooOften(retryAfter: wait, rate: limiter.rate, burst: limiter.burst)
        }
    }

    /// Whose request it is; asked only for the log.
    public func caller(_ fields: HTTPFields, from peer: String) -> Caller {
        var caller = Caller(client: proxies.client(of: fields, from: Client(host: peer)))
        if let keys, case .key(let name) = keys.verdict(on: fields) { caller.key = name }
        return caller
    }

    private static func bucket(of client: Client) -> RateLimiter.Caller {
        switch client {
        case .address(let address, _): .subscriber(address.subscriber)
        case .local: .local
        }
    }
}
