/// Which old pixels each new pixel of a line is made of, and how much of each.
struct ResamplingWeights {
    /// The old pixels that every new one is made of, a multiple of four; the last may weigh nothing.
    let taps: Int

    /// The first old pixel of each new one.
    private(set) var firsts: [Int] = []

    /// For each new pixel `taps` weights, whose sum is 1.
    private(set) var weights: [Float] = []

    /// Area means from many pixels to fewer, straight lines between their middles from few to more.
    init(from old: Int, to new: Int) {
        let step = Double(old) / Double(new)
        // A stretch of 2.5 pixels touches four at most.
        taps = (Int(step.rounded(.up)) + 1 + 3) / 4 * 4
        firsts.reserveCapacity(new)
        weights.reserveCapacity(new * taps)
        for index in 0..<new {
            // A line between two middles is the overlap with a pixel as wide as theirs.
            let middle = (Double(index) + 0.5) * step
            let reach = max(step, 1) / 2
            let start = (middle - reach).clamped(to: 0...Double(old) - 2 * reach)
            // Not a rounding error beyond the last pixel.
            let end = min(start + 2 * reach, Double(old))
            let first = min(Int(start), old - 1)
            firsts.append(first)
            for pixel in first..<first + taps {
                let overlap = min(end, Double(pixel + 1)) - max(start, Double(pixel))
                weights.append(Float(max(overlap, 0) / (2 * reach)))
            }
        }
    }

    /// A line in its new size.
    ///
    /// - Precondition: after the line's own values there are `taps` zeros.
    func apply(to line: Span<Float>, into result: inout MutableSpan<Float>) {
        precondition(result.count == firsts.count && (firsts.last ?? 0) + taps <= line.count)
        let firsts = firsts.span
        let (weights, values) = unsafe (weights.span.bytes, line.bytes)
        for index in result.indices {
            // `firsts` rise, so that the precondition holds for all.
            let (weight, first) = (4 * index &* taps, 4 * firsts[index])
            var sums = SIMD4<Float>.zero
            for four in stride(from: 0, to: 4 * taps, by: 16) {
                let share = unsafe weights.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: weight &+ four, as: SIMD4<Float>.self)
                let value = unsafe values.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: first &+ four, as: SIMD4<Float>.self)
                sums += share * value
            }
            result[index] = sums.sum()
        }
    }
}
