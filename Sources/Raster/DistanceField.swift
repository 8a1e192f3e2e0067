/// How far each pixel lies from the nearest ink, in pixels.
///
/// Exact Euclidean distances within reach: the least squared distance along each column, then along each row, tried
/// step by step, as the reach is some pixels. A grey pixel of an anti-aliased edge counts as an edge that passes
/// through it, nearer or farther by its ink.
struct DistanceField {
    /// Squared distances; what is not within reach has a larger one.
    private(set) var squares: Plane<Float>

    /// - Precondition: the outermost `reach` columns are all without ink, or at least one of them is all ink.
    init(to ink: Plane<Float>, reach: Int) {
        squares = ink
        var seeds = squares.values.mutableSpan
        for index in seeds.indices {
            let gap = max(0.5 - seeds[index], 0)
            seeds[index] = seeds[index] > 0 ? gap * gap : Self.far
        }
        // One step goes over all rows alike as over one line. Where that runs over the end of a row it comes to a
        // margin that has nothing to give, or that has been nearer before.
        for step in [1, ink.width] {
            let before = squares.values
            for shift in stride(from: 1, through: reach, by: 1) {
                Self.lower(
                    &squares.values, by: before.span, distance: shift * step, added: Float(shift * shift))
            }
        }
    }

    /// The square of more than any distance.
    private static let far: Float = 1e12

    /// What lies `distance` values before or after is that much farther away.
    private static func lower(
        _ values: inout [Float], by source: Span<Float>, distance: Int, added: Float
    ) {
        var values = values.mutableSpan
        let count = max(min(values.count, source.count) - distance, 0)
        for index in 0..<count {
            unsafe values[unchecked: index] = min(
                values[unchecked: index], source[unchecked: index &+ distance] + added)
        }
        for index in 0..<count {
            unsafe values[unchecked: index &+ distance] = min(
                values[unchecked: index &+ distance], source[unchecked: index] + added)
        }
    }
}
