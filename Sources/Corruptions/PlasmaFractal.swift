/// A random landscape by the diamond-square algorithm (Fournier, Fussell and Carpenter 1982, "Computer rendering of
/// stochastic models"), which goes on at the opposite border.
struct PlasmaFractal {
    /// Pixels of a side, a power of two.
    static let side = 256

    /// What the random part is divided by from one step to the next of half the size: the square of MNIST-C's 1.4,
    /// as there both the range and its factor shrink.
    static let decay: Float = 1.96

    /// From 0 the lowest to 1 the highest. (side, side)
    private var heights = [Float](repeating: 0, count: side * side)

    init(using generator: inout some RandomNumberGenerator) {
        var (step, range) = (Self.side, Float(1))
        while step > 1 {
            let half = step / 2
            // The middles of squares, from their corners; then those of their sides, from corners and middles.
            fill(from: (half, half), step: step, neighbours: Self.diagonal(half), range, using: &generator)
            fill(from: (half, 0), step: step, neighbours: Self.straight(half), range, using: &generator)
            fill(from: (0, half), step: step, neighbours: Self.straight(half), range, using: &generator)
            (step, range) = (half, range / Self.decay)
        }
        let (low, high) = (heights.min() ?? 0, heights.max() ?? 0)
        heights = heights.map { ($0 - low) / (high - low) }
    }

    /// The height at a place; beyond the border it begins anew.
    subscript(x: Int, y: Int) -> Float { heights[Self.place(x, y)] }

    private static func place(_ x: Int, _ y: Int) -> Int {
        (y & (side - 1)) * side + (x & (side - 1))
    }

    private static func diagonal(_ half: Int) -> [(x: Int, y: Int)] {
        [(-half, -half), (half, -half), (-half, half), (half, half)]
    }

    private static func straight(_ half: Int) -> [(x: Int, y: Int)] {
        [(0, -half), (-half, 0), (half, 0), (0, half)]
    }

    /// Sets points `step` apart to the mean of four neighbours and something random.
    private mutating func fill(
        from start: (x: Int, y: Int), step: Int, neighbours: [(x: Int, y: Int)], _ range: Float,
        using generator: inout some RandomNumberGenerator
    ) {
        for y in stride(from: start.y, to: Self.side, by: step) {
            for x in stride(from: start.x, to: Self.side, by: step) {
                let sum = neighbours.reduce(Float(0)) { $0 + self[x + $1.x, y + $1.y] }
                heights[Self.place(x, y)] = sum / 4 + generator.uniform(-range...range)
            }
        }
    }
}
