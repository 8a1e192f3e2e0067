import Glibc

/// Takes the values of an axis to units of the drawing.
struct PlotScale {
    let domain: ClosedRange<Double>
    /// Where the domain's lower and upper bound are drawn.
    let range: (lower: Double, upper: Double)
    let isLogarithmic: Bool

    init(_ domain: ClosedRange<Double>, range: (lower: Double, upper: Double), isLogarithmic: Bool = false) {
        precondition(!isLogarithmic || domain.lowerBound > 0, "zero has no logarithm")
        self.domain = domain
        self.range = range
        self.isLogarithmic = isLogarithmic
    }

    /// Where `value` is drawn; the nearer end where it lies outside of the domain.
    func position(_ value: Double) -> Double {
        let inside = min(max(value, domain.lowerBound), domain.upperBound)
        let (low, high, at) =
            isLogarithmic
            ? (log(domain.lowerBound), log(domain.upperBound), log(inside))
            : (domain.lowerBound, domain.upperBound, inside)
        let share = high > low ? (at - low) / (high - low) : 0.5
        return range.lower + share * (range.upper - range.lower)
    }

    /// At most `most` round numbers.
    func ticks(most: Int) -> AxisTicks {
        isLogarithmic
            ? AxisTicks.logarithmic(in: domain, most: most) : AxisTicks.linear(in: domain, most: most)
    }
}
