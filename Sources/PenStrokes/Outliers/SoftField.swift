/// A smooth random function over the canvas: numbers on a coarse grid, joined smoothly, in several sizes.
struct SoftField {
    /// 0...1 each. (side, side)
    let values: [Float]

    /// - Parameters:
    ///   - side: pixels of a side.
    ///   - cell: pixels between two points of the coarsest grid.
    ///   - octaves: grids, each twice as fine and half as strong as the one before.
    init(side: Int, cell: Float, octaves: Int, using generator: inout some RandomNumberGenerator) {
        var sum = [Float](repeating: 0, count: side * side)
        var (cell, strength, total) = (cell, Float(1), Float(0))
        for _ in 0..<octaves {
            Self.add(strength, cell: max(cell, 1), to: &sum, side: side, using: &generator)
            total += strength
            (cell, strength) = (cell / 2, strength / 2)
        }
        values = sum.map { $0 / total }
    }

    /// Adds one grid of numbers, joined by smooth steps.
    private static func add(
        _ strength: Float, cell: Float, to sum: inout [Float], side: Int,
        using generator: inout some RandomNumberGenerator
    ) {
        let count = Int(Float(side) / cell) + 2
        let grid = (0..<count * count).map { _ in generator.unit() }
        let places = (0..<side).map { pixel in
            let place = Float(pixel) / cell
            let share = place - place.rounded(.down)
            return (first: Int(place), share: share * share * (3 - 2 * share))
        }
        for (y, row) in places.enumerated() {
            let start = row.first * count
            for (x, column) in places.enumerated() {
                let above = start + column.first
                let below = above + count
                let high = grid[above] + (grid[above + 1] - grid[above]) * column.share
                let low = grid[below] + (grid[below + 1] - grid[below]) * column.share
                sum[y * side + x] += strength * (high + (low - high) * row.share)
            }
        }
    }
}
