public import Raster

/// Draws strokes with a round pen, its edge one pixel soft, as a canvas does.
///
/// A pixel's ink is how much of it lies nearer to the pen's way than the pen's radius, taken from the distance of its
/// middle: exact to a few per cent for pens of two pixels and more.
public struct StrokeRenderer: Sendable {
    /// The picture's sides, in pixels.
    public let width: Int
    public let height: Int

    /// - Precondition: both sides are positive.
    public init(width: Int, height: Int) {
        precondition(width > 0 && height > 0, "a picture has at least one pixel")
        self.width = width
        self.height = height
    }

    /// The ink of each pixel, 0 none to 1 full, row-major from the top left. (height, width)
    ///
    /// - Parameters:
    ///   - drawing: in pixels of this picture; what lies outside of it is cut off.
    ///   - pen: the pen's diameter, in pixels.
    public func ink(of drawing: PenDrawing, pen: Float) -> [Float] {
        var ink = [Float](repeating: 0, count: width * height)
        for stroke in drawing.strokes {
            guard let first = stroke.first else { continue }
            var last = first
            // A dot is a line to itself.
            for point in stroke.count > 1 ? stroke.dropFirst() : stroke[...] {
                draw(from: last, to: point, radius: pen / 2, into: &ink)
                last = point
            }
        }
        return ink
    }

    /// Dark ink on white paper.
    ///
    /// - Parameters: as of `ink(of:pen:)`.
    public func picture(of drawing: PenDrawing, pen: Float) -> PixelImage {
        let luma = ink(of: drawing, pen: pen).map { UInt8(255 - 255 * $0) }
        return PixelImage(width: width, height: height, luma: luma)
    }

    /// Darkens the pixels around a straight line.
    private func draw(
        from start: PenDrawing.Point, to end: PenDrawing.Point, radius: Float, into ink: inout [Float]
    ) {
        let reach = radius + 1
        let low = pointwiseMin(start, end) - reach
        let high = pointwiseMax(start, end) + reach
        let columns = Self.pixels(from: low.x, to: high.x, of: width)
        let rows = Self.pixels(from: low.y, to: high.y, of: height)
        let way = end - start
        let lengthSquared = (way * way).sum()
        var pixels = ink.mutableSpan
        for y in rows {
            for x in columns {
                let middle = PenDrawing.Point(Float(x), Float(y)) + 0.5 - start
                let share = lengthSquared > 0 ? min(max((middle * way).sum() / lengthSquared, 0), 1) : 0
                let apart = middle - share * way
                let distance = (apart * apart).sum().squareRoot()
                let covered = min(max(radius - distance + 0.5, 0), 1)
                if covered > pixels[y * width + x] { pixels[y * width + x] = covered }
            }
        }
    }

    /// The pixels of an axis that lie between two places, none where these are no numbers.
    private static func pixels(from low: Float, to high: Float, of count: Int) -> Range<Int> {
        guard low < Float(count), high > 0 else { return 0..<0 }
        let first = max(low, 0)
        return Int(first)..<max(Int(min(high.rounded(.up), Float(count))), Int(first))
    }
}
