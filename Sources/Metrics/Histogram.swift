/// How often values fell into each of a few ranges, and their sum; a plain value, so the owner does the locking.
public struct Histogram: Sendable, Equatable {
    /// The upper ends of the ranges, rising; each belongs to its range.
    public let bounds: [Double]
    /// Observations in each range; the last, beyond all bounds, has no upper end.
    public private(set) var counts: [Int]
    /// The sum of all observations.
    public private(set) var sum = 0.0

    /// Makes an empty histogram; `bounds` must rise.
    public init(bounds: [Double]) {
        precondition(zip(bounds, bounds.dropFirst()).allSatisfy(<), "the bounds do not rise")
        self.bounds = bounds
        counts = [Int](repeating: 0, count: bounds.count + 1)
    }

    /// Bounds for the durations of a service that answers in about a millisecond: 100 us to 10 s.
    public static let seconds: [Double] = [
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    /// Takes one value in; NaN counts as beyond all bounds and leaves the sum alone.
    public mutating func observe(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        if !value.isNaN { sum += value }
    }
}
