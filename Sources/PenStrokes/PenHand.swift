import Glibc

/// How somebody's writing of a moment differs from a model: leaning, wide, shaky, round at the corners.
///
/// Every digit stays legible: what a reader would take for another one is out of range.
public struct PenHand: Sendable, Equatable {
    /// Clockwise, in radians.
    public var turn: Float = 0
    /// How far the top leans to the right, in heights.
    public var slant: Float = 0
    /// What the width is multiplied by, against the height.
    public var stretch: Float = 1
    /// The deviation of the tip from its way, in shares of the longer side.
    public var tremble: Float = 0
    /// How often corners are cut.
    public var rounding = 0

    /// A hand that writes as the model does.
    public init() {}

    /// A hand drawn at random.
    public init(using generator: inout some RandomNumberGenerator) {
        turn = 0.07 * generator.nearlyNormal()
        slant = 0.1 * generator.nearlyNormal()
        stretch = exp(0.14 * generator.nearlyNormal())
        // Most hands are calm.
        let unrest = generator.unit()
        tremble = 0.02 * unrest * unrest
        rounding = Int(3 * generator.unit())
    }

    /// The drawing as this hand writes it, around 0, its longer side 1 before it is turned and stretched.
    ///
    /// A drawing without points stays as it is.
    public func writing(
        _ drawing: PenDrawing, using generator: inout some RandomNumberGenerator
    ) -> PenDrawing {
        guard let bounds = drawing.bounds else { return drawing }
        let middle = (bounds.low + bounds.high) / 2
        let extent = bounds.high - bounds.low
        // A dot has no size.
        let scale = 1 / max(extent.x, extent.y, PenDrawing.smallest)
        let (sine, cosine) = (sin(turn), cos(turn))
        let strokes = drawing.strokes.map { stroke in
            let unit = stroke.map { ($0 - middle) * scale }
            return shaken(rounded(unit), using: &generator).map { point in
                let leaning = PenDrawing.Point((point.x - slant * point.y) * stretch, point.y)
                return PenDrawing.Point(
                    cosine * leaning.x - sine * leaning.y, sine * leaning.x + cosine * leaning.y)
            }
        }
        return PenDrawing(strokes: strokes)
    }

    /// The stroke with every point between its ends moved half the way to the middle of its neighbours, `rounding`
    /// times.
    private func rounded(_ stroke: [PenDrawing.Point]) -> [PenDrawing.Point] {
        var stroke = stroke
        guard stroke.count > 2 else { return stroke }
        for _ in 0..<rounding {
            let before = stroke
            for index in 1..<stroke.count - 1 {
                stroke[index] = before[index] / 2 + (before[index - 1] + before[index + 1]) / 4
            }
        }
        return stroke
    }

    /// The stroke with its points moved at random, near ones together: what the tip is off is forgotten over a tenth
    /// of the drawing.
    private func shaken(
        _ stroke: [PenDrawing.Point], using generator: inout some RandomNumberGenerator
    ) -> [PenDrawing.Point] {
        guard tremble > 0, var last = stroke.first else { return stroke }
        var off = PenDrawing.Point.zero
        return stroke.map { point in
            let way = point - last
            let kept = exp(-10 * (way * way).sum().squareRoot())
            let push = PenDrawing.Point(generator.nearlyNormal(), generator.nearlyNormal())
            off = kept * off + tremble * (1 - kept * kept).squareRoot() * push
            last = point
            return point + off
        }
    }
}
