/// What was drawn with a pen: where its tip went while it touched the paper, in the order of drawing.
///
/// Strokes are kept rather than pixels, so that the same hand can be drawn at any size and with any pen.
public struct PenDrawing: Sendable, Equatable {
    /// A point, x to the right and y downwards, in whatever unit the strokes came in.
    public typealias Point = SIMD2<Float>

    /// From pen down to pen up each; a stroke of one point is a dot.
    public var strokes: [[Point]]

    /// Takes strokes as they are.
    public init(strokes: [[Point]]) {
        self.strokes = strokes
    }

    /// The corners of the smallest upright box around all points, or nil where there are none.
    public var bounds: (low: Point, high: Point)? {
        var corners: (low: Point, high: Point)?
        for point in strokes.joined() {
            corners =
                corners.map { (pointwiseMin($0.low, point), pointwiseMax($0.high, point)) } ?? (point, point)
        }
        return corners
    }

    /// The least that a drawing's size is divided by: a dot has none.
    static let smallest: Float = 1e-20

    /// The drawing with every point moved by `transform`.
    public func mapped(_ transform: (Point) -> Point) -> PenDrawing {
        PenDrawing(strokes: strokes.map { $0.map(transform) })
    }
}
