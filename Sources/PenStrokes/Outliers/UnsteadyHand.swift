import Glibc

/// How somebody draws a sign: turned, slanted, stretched, bent and with a tremble, each time anew.
struct UnsteadyHand {
    /// The largest turn either way, in radians.
    var turn: Float = 0.25
    /// The largest slant either way, as the tangent.
    var slant: Float = 0.3
    /// The largest factor by which one side is longer or shorter than it should be.
    var stretch: Float = 1.4
    /// The largest swing of the waves that bend a drawing, as a share of its longer side.
    var bend: Float = 0.05
    /// The largest tremble of a point, likewise.
    var tremble: Float = 0.012

    /// The drawing as this hand draws it, its longer side 1 and its middle in the origin.
    func drawn(_ drawing: PenDrawing, using generator: inout some RandomNumberGenerator) -> PenDrawing {
        let angle = turn * generator.uniform(in: -1...1)
        let slant = slant * generator.uniform(in: -1...1)
        let stretch = generator.logUniform(in: 1 / stretch...stretch).squareRoot()
        let waves = (0..<3).map { _ in Wave(swing: bend, using: &generator) }
        let (cosine, sine) = (cos(angle), sin(angle))
        let tremble = tremble * generator.uniform()
        var wobbling = Wobble()
        return drawing.centred().mapped { point in
            var place = PenDrawing.Point(point.x * stretch + slant * point.y, point.y / stretch)
            place = PenDrawing.Point(
                cosine * place.x - sine * place.y, sine * place.x + cosine * place.y)
            for wave in waves { place += wave.shift(at: point) }
            return place + tremble * wobbling.next(using: &generator)
        }.centred()
    }
}

/// A smooth displacement across the whole drawing.
private struct Wave {
    let direction: PenDrawing.Point
    let frequency: PenDrawing.Point
    let phase: Float

    init(swing: Float, using generator: inout some RandomNumberGenerator) {
        direction = swing * generator.point(in: -1...1)
        frequency = generator.point(in: -6...6)
        phase = generator.uniform(in: 0...2 * .pi)
    }

    func shift(at point: PenDrawing.Point) -> PenDrawing.Point {
        direction * sin((frequency * point).sum() + phase)
    }
}

/// Numbers that go up and down from point to point as a hand does, not from one side to the other.
private struct Wobble {
    private var last = PenDrawing.Point(0, 0)

    mutating func next(using generator: inout some RandomNumberGenerator) -> PenDrawing.Point {
        last = 0.7 * last + 0.7 * generator.point(in: -1...1)
        return last
    }
}

extension PenDrawing {
    /// The same with its longer side 1 and the middle of its box in the origin; as it is where it has no extent.
    func centred() -> PenDrawing {
        guard let bounds else { return self }
        let size = (bounds.high - bounds.low).max()
        let middle = (bounds.low + bounds.high) / 2
        return mapped { ($0 - middle) / (size > 0 ? size : 1) }
    }
}
