import Neural
import PenStrokes
import Raster

/// A way to draw pen strokes that a suite tries: at a random place, in a random size, with a pen of a random width.
struct PenTrial: Sendable {
    let name: String
    let title: String
    /// Pixels of a side of the canvas.
    var side = 280
    /// The pen's diameter in pixels, at least and at most.
    var pen: ClosedRange<Float> = 8...24
    /// Whether the ink is white and the canvas black, not the other way round.
    var isLightOnDark = false

    /// The longer side of the drawing, pen and all, in sides of the canvas; at least one and a half pens.
    static let size: ClosedRange<Float> = 0.35...0.9

    /// The trial of which the others are variants: a canvas as pages on the web have it.
    static let canvas = PenTrial(name: "pen", title: "pen strokes, 8 to 24 px, on 280")

    static let all = [
        canvas,
        PenTrial(name: "pen_1px", title: "pen strokes, 1 px, on 280", pen: 1...1),
        PenTrial(name: "pen_2px", title: "pen strokes, 2 px, on 280", pen: 2...2),
        PenTrial(name: "pen_4px", title: "pen strokes, 4 px, on 280", pen: 4...4),
        PenTrial(name: "pen_40px", title: "pen strokes, 40 px, on 280", pen: 40...40),
        PenTrial(name: "pen_light_on_dark", title: "pen strokes, light on dark", isLightOnDark: true),
        PenTrial(
            name: "pen_canvas_1000", title: "pen strokes, 29 to 86 px, on 1000", side: 1000, pen: 28.6...85.7),
    ]

    /// The drawing on its canvas.
    ///
    /// - Precondition: the drawing has a point.
    func picture(of drawing: PenDrawing, using generator: inout SplitMix64) -> PixelImage {
        guard let bounds = drawing.bounds else { preconditionFailure("a drawing with a point") }
        func uniform(_ range: ClosedRange<Float>) -> Float {
            range.lowerBound + (range.upperBound - range.lowerBound) * generator.uniform()
        }
        let pen = uniform(pen)
        let size = max(uniform(Self.size) * Float(side), 1.5 * pen)
        let extent = bounds.high - bounds.low
        let longest = max(extent.x, extent.y)
        let scale = longest > 0 ? (size - pen) / longest : 0
        let room = Float(side) - pen - scale * extent
        let corner = pen / 2 + room * SIMD2(generator.uniform(), generator.uniform())
        let placed = drawing.mapped { ($0 - bounds.low) * scale + corner }
        let ink = StrokeRenderer(width: side, height: side).ink(of: placed, pen: pen)
        let luma = ink.map { UInt8((255 * (isLightOnDark ? $0 : 1 - $0)).rounded()) }
        return PixelImage(width: side, height: side, luma: luma)
    }
}
