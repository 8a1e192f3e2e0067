/// Makes strokes thicker or thinner: moves the outline of a shape by the same distance everywhere.
enum OffsetOutline {
    /// The shape whose edge lies `offset` pixels farther out (or, negative, in), with an edge one pixel soft.
    ///
    /// - Precondition: the ink has a margin of `reach(of: offset)` pixels of zero, at least one.
    static func applied(to ink: Plane<Float>, by offset: Float) -> Plane<Float> {
        // To shrink the ink is to grow the paper.
        offset < 0 ? inverted(grown(inverted(ink), by: -offset)) : grown(ink, by: offset)
    }

    /// The farthest pixel that an offset changes.
    static func reach(of offset: Float) -> Int { Int((abs(offset) + 0.5).rounded(.up)) }

    private static func grown(_ ink: Plane<Float>, by offset: Float) -> Plane<Float> {
        var result = DistanceField(to: ink, reach: reach(of: offset)).squares
        let old = ink.values.span
        var new = result.values.mutableSpan
        for index in 0..<min(new.count, old.count) {
            new[index] = min(max(offset + 0.5 - new[index].squareRoot(), old[index]), 1)
        }
        return result
    }

    private static func inverted(_ ink: Plane<Float>) -> Plane<Float> {
        var result = ink
        var values = result.values.mutableSpan
        for index in values.indices { values[index] = 1 - values[index] }
        return result
    }
}
