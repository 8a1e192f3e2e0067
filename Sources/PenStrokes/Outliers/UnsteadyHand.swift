import Glibc

/// How freely somebody draws what is no digit: turned, slanted, stretched and bent, each time anew.
///
/// More so than a `PenHand`, which comes on top: nothing here has to stay legible.
struct UnsteadyHand {
    /// The largest turn either way, in radians.
    var turn: Float = 0.2
    /// The largest slant either way, as the tangent.
    var slant: Float = 0.25
    /// The largest factor by which one side is longer or shorter than it should be.
    var stretch: Float = 1.3
    /// The largest swing of the waves that bend a drawing, as a share of its longer side.
    var bend: Float = 0.05

    /// The drawing as this hand draws it, its longer side 1 and its middle in the origin.
    func drawn(_ drawing: PenDrawing, using generator: inout some RandomNumberGenerator) -> PenDrawing {
        let angle = turn * generator.uniform(-1...1)
        let slant = slant * generator.uniform(-1...1)
        let stretch = generator.logUniform(1 / stretch...stretch).squareRoot()
        let waves = (0..<3).map { _ in Wave(swing: bend, using: &generator) }
        let (cosine, sine) = (cos(angle), sin(angle))
        return drawing.centred().mapped { point in
            let place = PenDrawing.Point(point.x * stretch + slant * point.y, point.y / stretch)
            let turned = PenDrawing.Point(
                cosine * place.x - sine * place.y, sine * place.x + cosine * place.y)
            return waves.reduce(turned) { $0 + $1.shift(at: point) }
        }.centred()
    }
}

/// A smooth displacement across the whole drawing.
private struct Wave {
    let direction: PenDrawing.Point
    let frequency: PenDrawing.Point
    let phase: Float

    init(swing: Float, using generator: inout some RandomNumberGenerator) {
        direction = swing * generator.point(-1...1)
        frequency = generator.point(-6...6)
        phase = generator.uniform(0...2 * .pi)
    }

    func shift(at point: PenDrawing.Point) -> PenDrawing.Point {
        direction * sin((frequency * point).sum() + phase)
    }
}

extension PenDrawing {
    /// The same with its longer side 1 and the middle of its box in the origin.
    fileprivate func centred() -> PenDrawing {
        guard let bounds else { return self }
        let size = max((bounds.high - bounds.low).max(), PenDrawing.smallest)
        let middle = (bounds.low + bounds.high) / 2
        return mapped { ($0 - middle) / size }
    }
}
