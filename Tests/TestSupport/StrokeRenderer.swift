public import Raster

/// Draws pen trajectories as a person's canvas would: anti-aliased lines with round caps and joins.
public struct StrokeRenderer: Sendable {
    public struct Color: Sendable, Equatable {
        public var red, green, blue, alpha: UInt8

        public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8, alpha: UInt8 = 255) {
            (self.red, self.green, self.blue, self.alpha) = (red, green, blue, alpha)
        }

        public static let black = Color(0, 0, 0)
        public static let white = Color(255, 255, 255)
        public static let clear = Color(0, 0, 0, alpha: 0)
    }

    /// The canvas, in pixels.
    public var width: Int
    public var height: Int

    /// The pen's width in pixels.
    public var penWidth: Double

    /// The longer side of the drawing, pen included, in pixels.
    public var extent: Double

    /// Where the drawing's middle lies, in pixels.
    public var center: (x: Double, y: Double)

    public var ink: Color
    public var paper: Color

    public init(
        width: Int = 280, height: Int = 280, penWidth: Double = 16, extent: Double = 200,
        center: (x: Double, y: Double)? = nil, ink: Color = .black, paper: Color = .white
    ) {
        self.width = width
        self.height = height
        self.penWidth = penWidth
        self.extent = extent
        self.center = center ?? (Double(width) / 2, Double(height) / 2)
        self.ink = ink
        self.paper = paper
    }

    /// A drawing at a random place, of a random share of the canvas, with a pen of random width.
    public static func random(
        side: Int = 280, share: ClosedRange<Double> = 0.35...0.9, penWidth: ClosedRange<Double> = 8...24,
        using generator: inout some RandomNumberGenerator
    ) -> StrokeRenderer {
        let extent = Double(side) * Double.random(in: share, using: &generator)
        let room = (extent / 2)...(Double(side) - extent / 2)
        return StrokeRenderer(
            width: side, height: side, penWidth: .random(in: penWidth, using: &generator), extent: extent,
            center: (.random(in: room, using: &generator), .random(in: room, using: &generator)))
    }

    /// The drawing in ink on paper; with clear paper, ink with alpha.
    public func render(_ drawing: PenDrawing) -> PixelImage {
        let coverage = self.coverage(drawing)
        var rgba = [UInt8](repeating: 0, count: width * height * 4)
        for (index, share) in coverage.enumerated() {
            let color = share == 0 ? paper : blend(Double(share))
            rgba[index * 4] = color.red
            rgba[index * 4 + 1] = color.green
            rgba[index * 4 + 2] = color.blue
            rgba[index * 4 + 3] = color.alpha
        }
        return PixelImage(width: width, height: height, rgba: rgba)
    }

    /// How much of each pixel the pen has covered, 0...1.
    public func coverage(_ drawing: PenDrawing) -> [Float] {
        let points = placed(drawing)
        var result = [Float](repeating: 0, count: width * height)
        for stroke in points {
            for index in stroke.indices {
                let a = stroke[max(index - 1, 0)]
                drawSegment(from: a, to: stroke[index], on: &result)
            }
        }
        return result
    }

    /// The trajectory in canvas pixels.
    private func placed(_ drawing: PenDrawing) -> [[(x: Double, y: Double)]] {
        let all = drawing.strokes.joined()
        let xs = all.map { $0[0] }
        let ys = all.map { $0[1] }
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else {
            return []
        }
        let scale = max(extent - penWidth, 0) / max(right - left, bottom - top, 1)
        return drawing.strokes.map { stroke in
            stroke.map {
                (
                    center.x + ($0[0] - (left + right) / 2) * scale,
                    center.y + ($0[1] - (top + bottom) / 2) * scale
                )
            }
        }
    }

    /// Coverage falls from 1 to 0 within one pixel of the pen's edge; a pen thinner than a pixel is fainter.
    private func drawSegment(
        from a: (x: Double, y: Double), to b: (x: Double, y: Double), on canvas: inout [Float]
    ) {
        let radius = penWidth / 2
        let reach = radius + 1
        let columns = Self.pixels(from: min(a.x, b.x) - reach, to: max(a.x, b.x) + reach, of: width)
        let rows = Self.pixels(from: min(a.y, b.y) - reach, to: max(a.y, b.y) + reach, of: height)
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length2 = dx * dx + dy * dy
        for y in rows {
            for x in columns {
                let (px, py) = (Double(x) + 0.5 - a.x, Double(y) + 0.5 - a.y)
                let along = length2 > 0 ? min(max((px * dx + py * dy) / length2, 0), 1) : 0
                let (ex, ey) = (px - along * dx, py - along * dy)
                let share = Float(min(max(radius + 0.5 - (ex * ex + ey * ey).squareRoot(), 0), 1, penWidth))
                let index = y * width + x
                canvas[index] = max(canvas[index], share)
            }
        }
    }

    /// The pixels that an interval touches, inside a side of `count` pixels.
    private static func pixels(from low: Double, to high: Double, of count: Int) -> Range<Int> {
        let limits = 0.0...Double(count)
        let first = Int(min(max(low, limits.lowerBound), limits.upperBound))
        let last = Int(min(max(high.rounded(.up), limits.lowerBound), limits.upperBound))
        return first..<max(first, last)
    }

    private func blend(_ share: Double) -> Color {
        guard paper.alpha > 0 else {
            return Color(ink.red, ink.green, ink.blue, alpha: UInt8(Double(ink.alpha) * share))
        }
        func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
            UInt8((Double(from) + (Double(to) - Double(from)) * share).rounded())
        }
        return Color(mix(paper.red, ink.red), mix(paper.green, ink.green), mix(paper.blue, ink.blue))
    }
}
