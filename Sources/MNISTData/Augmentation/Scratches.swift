/// Draws lines across an image that are not the digit's: a slip of the pen, a crease, a hair on the scanner.
enum Scratches {
    /// The most lines of an image.
    private static let most = 3

    /// The radius of a line, in pixels.
    private static let radius: ClosedRange<Float> = 0.3...1

    /// How strong a line is beside full ink.
    private static let strength: ClosedRange<Float> = 0.4...1

    /// Straight pieces that a curve is drawn as.
    private static let pieces = 12

    /// Draws one to three curves with this probability, each from anywhere to anywhere.
    ///
    /// Takes two numbers of the stream, and eight for every curve.
    static func apply(
        to image: inout MutableSpan<Float>, width: Int, height: Int, probability: Float,
        from stream: inout DistortionStream
    ) {
        precondition(image.count == width * height, "sizes agree")
        let isHit = stream.unit() < probability
        let count = 1 + Int(stream.unit() * Float(most))
        guard isHit else { return }
        let size = SIMD2(Float(width), Float(height))
        for _ in 0..<count {
            let points = (0..<3).map { _ in size * SIMD2(stream.unit(), stream.unit()) }
            let radius =
                Self.radius.lowerBound
                + (Self.radius.upperBound - Self.radius.lowerBound) * stream.unit()
            let strength =
                Self.strength.lowerBound
                + (Self.strength.upperBound - Self.strength.lowerBound) * stream.unit()
            draw(
                curve(points[0], points[1], points[2]), radius: radius, strength: strength, width: width,
                into: &image)
        }
    }

    /// Points along the parabola from the first to the last that leans to the second (a quadratic Bézier curve).
    private static func curve(
        _ first: SIMD2<Float>, _ middle: SIMD2<Float>, _ last: SIMD2<Float>
    ) -> [SIMD2<Float>] {
        (0...pieces).map { index in
            let t = Float(index) / Float(pieces)
            return (1 - t) * (1 - t) * first + 2 * t * (1 - t) * middle + t * t * last
        }
    }

    /// Lays a line over the image: each pixel keeps the stronger ink.
    private static func draw(
        _ line: [SIMD2<Float>], radius: Float, strength: Float, width: Int,
        into image: inout MutableSpan<Float>
    ) {
        for index in image.indices {
            let pixel = SIMD2(Float(index % width) + 0.5, Float(index / width) + 0.5)
            var least = Float.infinity
            for (from, to) in zip(line, line.dropFirst()) {
                least = min(least, squaredDistance(of: pixel, from: from, to: to))
            }
            let coverage = max(0, min(1, radius + 0.5 - least.squareRoot()))
            image[index] = max(image[index], strength * coverage)
        }
    }

    /// The square of the distance of a point from a straight piece.
    private static func squaredDistance(
        of point: SIMD2<Float>, from start: SIMD2<Float>, to end: SIMD2<Float>
    ) -> Float {
        let (along, offset) = (end - start, point - start)
        let length = (along * along).sum()
        let share = length > 0 ? max(0, min(1, (along * offset).sum() / length)) : 0
        let rest = offset - share * along
        return (rest * rest).sum()
    }
}
