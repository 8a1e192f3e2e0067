import Glibc

/// Blurs by a sampled Gaussian, cut off at four deviations; beyond the border the outermost pixels go on.
struct GaussianFilter {
    /// The weights at distances 0, 1, 2...; those to both sides add up to 1.
    private let weights: [Float]

    /// - Parameter sigma: the deviation, in pixels.
    init(sigma: Float) {
        let reach = Int(4 * sigma + 0.5)
        let bell = (0...reach).map { exp(-0.5 * (Float($0) / sigma) * (Float($0) / sigma)) }
        let total = 2 * bell.reduce(0, +) - bell[0]
        weights = bell.map { $0 / total }
    }

    func applied(to ink: InkPlane) -> InkPlane {
        let across = InkPlane(width: ink.width, height: ink.height) { x, y in
            sum { ink[clampedX: x + $0, y] }
        }
        return InkPlane(width: ink.width, height: ink.height) { x, y in
            sum { across[clampedX: x, y + $0] }
        }
    }

    /// The weighted sum of what is found at distances to both sides.
    private func sum(_ value: (_ distance: Int) -> Float) -> Float {
        var sum = weights[0] * value(0)
        for distance in weights.indices.dropFirst() {
            sum += weights[distance] * (value(distance) + value(-distance))
        }
        return sum
    }
}
