import Glibc

/// Blurs by the discrete analogue of a Gaussian (Lindeberg 1990, "Scale-space for discrete signals").
///
/// The weight at distance `n` is `exp(-t) Iₙ(t)` with `t = sigma²`, where `Iₙ` is the modified Bessel function; its
/// deviation is sigma exactly, for widths below a pixel too, where a sampled Gaussian blurs too little. Weights beyond
/// a reach are left out and the others made to add up to 1, so that ink is neither lost nor won.
struct GaussianBlur: Sendable {
    /// The most pixels to either side that count.
    private static let largestReach = 6

    private var ink: PaddedPlane
    private var across: PaddedPlane
    private var result: PaddedPlane

    init(width: Int, height: Int) {
        ink = PaddedPlane(width: width, height: height, margin: Self.largestReach)
        (across, result) = (ink, ink)
    }

    /// Blurs an image by a Gaussian of this deviation in pixels; what lies outside is 0.
    ///
    /// - Precondition: `sigma` is in 0...2.
    mutating func apply(sigma: Float, to image: inout MutableSpan<Float>) {
        let weights = Self.weights(sigma: sigma)
        let reach = Self.reach(sigma: sigma)
        ink.load(image)
        ink.convolve(weights, reach: reach, step: 1, into: &across)
        across.convolve(weights, reach: reach, step: ink.stride, into: &result)
        result.store(in: &image)
    }

    /// Pixels to either side that count: the deviation is at most 1.2 % short of sigma, for a sigma of 2.
    static func reach(sigma: Float) -> Int { min(largestReach, 1 + Int((3 * sigma).rounded(.up))) }

    /// The weights at distances 0 to 7, 0 beyond the reach; those to both sides add up to 1.
    static func weights(sigma: Float) -> SIMD8<Float> {
        let half = Double(sigma) * Double(sigma) / 2
        var weights = SIMD8<Double>()
        // Iₙ(t) = Σₘ (t/2)^(2m+n) / (m! (m+n)!)
        var first = 1.0
        for distance in 0...reach(sigma: sigma) {
            var (term, sum) = (first, first)
            for m in 1...12 {
                term *= half * half / Double(m * (m + distance))
                sum += term
            }
            weights[distance] = sum
            first *= half / Double(distance + 1)
        }
        let total = 2 * weights.sum() - weights[0]
        return SIMD8(weights / total)
    }
}

extension PaddedPlane {
    /// Sums neighbours at distances of whole `step`s to both sides, by their weights.
    fileprivate func convolve(_ weights: SIMD8<Float>, reach: Int, step: Int, into sums: inout PaddedPlane) {
        let values = values.span
        var sums = sums.values.mutableSpan
        for i in body { unsafe sums[unchecked: i] = weights[0] * values[unchecked: i] }
        guard reach > 0 else { return }
        for distance in 1...reach {
            let (offset, weight) = (distance &* step, weights[distance])
            for i in body {
                unsafe sums[unchecked: i] +=
                    weight * (values[unchecked: i &- offset] + values[unchecked: i &+ offset])
            }
        }
    }
}
