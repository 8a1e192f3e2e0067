/// So many requests in a second, a minute or an hour.
public struct Rate: Sendable, Hashable, LosslessStringConvertible {
    /// Requests in a period, 1 to 1,000,000.
    public let count: Int
    /// The period.
    public let period: Duration
    public let description: String

    /// Reads `20/s`, `600/m` or `5000/h`.
    public init?(_ description: String) {
        let parts = description.split(separator: "/", omittingEmptySubsequences: false)
        let periods: [Substring: Duration] = ["s": .seconds(1), "m": .seconds(60), "h": .seconds(3600)]
        guard parts.count == 2, let period = periods[parts[1]],
            parts[0].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let count = Int(parts[0]),
            (1...1_000_000).contains(count)
        else { return nil }
        self.count = count
        self.period = period
        self.description = description
    }

    /// The time in which one more request is earned.
    var interval: Duration { period / count }
}
