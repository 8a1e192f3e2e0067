import Glibc

/// The chance that a score is that of one side, as a logistic curve fitted to both.
struct LogisticFit: Equatable {
    /// The score at which both sides are equally likely, were there as many of each.
    let middle: Float
    /// The change of the score that takes the odds from even to e to 1; above 0.
    let scale: Float

    /// Fits the curve that gives `high` and `low` the highest likelihood, both sides counting the same.
    ///
    /// The targets are Platt's (1999, "Probabilistic outputs for support vector machines"), a little within 0...1, so
    /// that sides that do not overlap have a finite scale.
    ///
    /// - Returns: nil where a side is empty, or where the scores of `high` are not the higher ones.
    init?(high: [Float], low: [Float]) {
        guard !high.isEmpty, !low.isEmpty else { return nil }
        let mean = { (scores: [Float]) in scores.reduce(0.0) { $0 + Double($1) } / Double(scores.count) }
        let (middle, span) = ((mean(high) + mean(low)) / 2, (mean(high) - mean(low)) / 2)
        guard span > 0 else { return nil }
        let targets = (
            (Double(high.count) + 1) / (Double(high.count) + 2), 1 / (Double(low.count) + 2)
        )
        let samples =
            high.map { ((Double($0) - middle) / span, targets.0, 1 / Double(high.count)) }
            + low.map { ((Double($0) - middle) / span, targets.1, 1 / Double(low.count)) }
        func loss(_ slope: Double, _ offset: Double) -> Double {
            samples.reduce(0) { sum, sample in
                let z = slope * sample.0 + offset
                return sum + sample.2 * (max(z, 0) + log1p(exp(-abs(z))) - sample.1 * z)
            }
        }
        var (slope, offset) = (1.0, 0.0)
        // Newton's method, each step halved until it helps; the loss is convex.
        for _ in 0..<50 {
            var (g, h) = ((slope: 0.0, offset: 0.0), (slope: 1e-9, both: 0.0, offset: 1e-9))
            for (x, target, weight) in samples {
                let p = 1 / (1 + exp(-(slope * x + offset)))
                let (error, curvature) = (weight * (p - target), weight * p * (1 - p))
                g = (g.slope + error * x, g.offset + error)
                h = (h.slope + curvature * x * x, h.both + curvature * x, h.offset + curvature)
            }
            let determinant = h.slope * h.offset - h.both * h.both
            var step = (
                slope: (h.offset * g.slope - h.both * g.offset) / determinant,
                offset: (h.slope * g.offset - h.both * g.slope) / determinant
            )
            let before = loss(slope, offset)
            while loss(slope - step.slope, offset - step.offset) > before, abs(step.slope) > 1e-9 {
                step = (step.slope / 2, step.offset / 2)
            }
            (slope, offset) = (slope - step.slope, offset - step.offset)
            if abs(step.slope) + abs(step.offset) < 1e-7 { break }
        }
        guard slope > 0, slope.isFinite, offset.isFinite else { return nil }
        self.middle = Float(middle - offset / slope * span)
        scale = Float(span / slope)
    }
}
