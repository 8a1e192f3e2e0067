/// How far each pixel lies from the edge of the ink, in pixels: negative inside, positive outside.
///
/// Exact Euclidean distances by two sweeps of lower envelopes of parabolas (Felzenszwalb and Huttenlocher, 2012).
/// A grey pixel of an anti-aliased edge counts as an edge that passes through it, nearer or farther by its ink.
struct DistanceField {
    let width: Int
    let height: Int
    let values: [Float]

    init(_ ink: Plane) {
        let far: Float = 1e12
        var outer = Plane(width: ink.width, height: ink.height, filledWith: far)
        var inner = outer
        for (index, value) in ink.values.enumerated() {
            if value >= 1 {
                outer.values[index] = 0
            } else if value <= 0 {
                inner.values[index] = 0
            } else {
                outer.values[index] = Self.squared(max(0, 0.5 - value))
                inner.values[index] = Self.squared(max(0, value - 0.5))
            }
        }
        Self.transform(&outer)
        Self.transform(&inner)
        width = ink.width
        height = ink.height
        values = zip(outer.values, inner.values).map { $0.squareRoot() - $1.squareRoot() }
    }

    /// The shape whose edge lies `offset` pixels farther out (or, negative, in), with an edge one pixel soft.
    func ink(offsetBy offset: Float) -> Plane {
        Plane(width: width, height: height, values: values.map { (offset + 0.5 - $0).clamped(to: 0...1) })
    }

    private static func squared(_ value: Float) -> Float { value * value }

    /// Squared distances to the seeds, first along columns, then along rows.
    private static func transform(_ plane: inout Plane) {
        var envelope = LowerEnvelope(capacity: max(plane.width, plane.height))
        for x in 0..<plane.width {
            envelope.transform(&plane.values, from: x, by: plane.width, count: plane.height)
        }
        for y in 0..<plane.height {
            envelope.transform(&plane.values, from: y * plane.width, by: 1, count: plane.width)
        }
    }
}

/// The one-dimensional transform, with its working memory.
private struct LowerEnvelope {
    private var heights: [Float]
    private var vertices: [Int]
    private var boundaries: [Float]

    init(capacity: Int) {
        heights = Array(repeating: 0, count: capacity)
        vertices = Array(repeating: 0, count: capacity)
        boundaries = Array(repeating: 0, count: capacity + 1)
    }

    /// Replaces f(q) by the least f(p) + (p - q)^2 over all p of one line.
    mutating func transform(_ values: inout [Float], from start: Int, by step: Int, count: Int) {
        for index in 0..<count { heights[index] = values[start + index * step] }
        var last = 0
        vertices[0] = 0
        boundaries[0] = -.infinity
        boundaries[1] = .infinity
        for q in 1..<max(count, 1) {
            var crossing = self.crossing(vertices[last], q)
            while crossing <= boundaries[last] {
                last -= 1
                crossing = self.crossing(vertices[last], q)
            }
            last += 1
            vertices[last] = q
            boundaries[last] = crossing
            boundaries[last + 1] = .infinity
        }
        var current = 0
        for q in 0..<count {
            while boundaries[current + 1] < Float(q) { current += 1 }
            let distance = Float(q - vertices[current])
            values[start + q * step] = heights[vertices[current]] + distance * distance
        }
    }

    /// Where the parabola of `q` comes below that of `p`, `p < q`.
    private func crossing(_ p: Int, _ q: Int) -> Float {
        (heights[q] - heights[p] + Float(q * q - p * p)) / Float(2 * (q - p))
    }
}
