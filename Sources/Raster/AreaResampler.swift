/// Changes a plane's size without aliasing: area means to shrink, straight lines between pixels to grow.
///
/// Rows first, then columns: each new row is a weighted sum of whole old rows.
enum AreaResampler {
    /// The plane in its new size, 255 becoming 1.
    static func resize(_ plane: Plane<UInt8>, width: Int, height: Int) -> Plane<Float> {
        let rows = ResamplingWeights(from: plane.height, to: height)
        let columns = ResamplingWeights(from: plane.width, to: width)
        var result = Plane<Float>(width: width, height: height, filledWith: 0)
        var sums = [Float](repeating: 0, count: plane.width + columns.taps)
        for y in 0..<height {
            for x in sums.indices { sums[x] = 0 }
            for tap in 0..<rows.taps {
                let weight = rows.weights[y * rows.taps + tap] / 255
                guard weight > 0 else { continue }
                add(plane.values.span.extracting(plane.row(rows.firsts[y] + tap)), times: weight, to: &sums)
            }
            result.updateRow(y) { columns.apply(to: sums.span, into: &$0) }
        }
        return result
    }

    private static func add(_ row: Span<UInt8>, times weight: Float, to sums: inout [Float]) {
        var sums = sums.mutableSpan
        for x in 0..<min(row.count, sums.count) { sums[x] += weight * Float(row[x]) }
    }
}
