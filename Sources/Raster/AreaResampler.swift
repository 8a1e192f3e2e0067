/// Changes a plane's size without aliasing: area means to shrink, straight lines between pixels to grow.
///
/// At its own size a plane comes through unchanged.
enum AreaResampler {
    static func resize(_ plane: Plane, width: Int, height: Int) -> Plane {
        if plane.width == width, plane.height == height { return plane }
        let columns = weights(from: plane.width, to: width)
        let rows = weights(from: plane.height, to: height)

        var narrow = Plane(width: width, height: plane.height)
        for y in 0..<plane.height {
            let row = y * plane.width
            for (x, column) in columns.enumerated() {
                var sum: Float = 0
                for (offset, weight) in column.weights.enumerated() {
                    sum += weight * plane.values[row + column.first + offset]
                }
                narrow.values[y * width + x] = sum
            }
        }
        var result = Plane(width: width, height: height)
        for (y, row) in rows.enumerated() {
            for (offset, weight) in row.weights.enumerated() {
                let from = (row.first + offset) * width
                for x in 0..<width { result.values[y * width + x] += weight * narrow.values[from + x] }
            }
        }
        return result
    }

    /// The pixels that one new pixel is made of; their weights sum to 1.
    private struct Share {
        var first: Int
        var weights: [Float]
    }

    private static func weights(from old: Int, to new: Int) -> [Share] {
        let step = Double(old) / Double(new)
        return (0..<new).map { index in
            if step >= 1 { return overlap(from: Double(index) * step, to: Double(index + 1) * step, of: old) }
            let position = ((Double(index) + 0.5) * step - 0.5).clamped(to: 0...Double(old - 1))
            let first = min(Int(position), max(old - 2, 0))
            let fraction = Float(position - Double(first))
            return Share(first: first, weights: old == 1 ? [1] : [1 - fraction, fraction])
        }
    }

    /// How much of each pixel lies between two positions.
    private static func overlap(from start: Double, to end: Double, of count: Int) -> Share {
        let first = min(Int(start), count - 1)
        let last = min(max(Int(end.rounded(.up)) - 1, first), count - 1)
        let weights = (first...last).map { pixel in
            Float((min(end, Double(pixel + 1)) - max(start, Double(pixel))) / (end - start))
        }
        return Share(first: first, weights: weights)
    }
}
