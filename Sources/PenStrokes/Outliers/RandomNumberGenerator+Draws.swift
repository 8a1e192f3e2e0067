import Glibc

extension RandomNumberGenerator {
    /// A float in [0, 1), from the upper 24 bits.
    mutating func uniform() -> Float { Float(next() >> 40) * 0x1p-24 }

    mutating func uniform(in range: ClosedRange<Float>) -> Float {
        range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    }

    /// Evenly spread over factors, not over differences: as often in 1...2 as in 2...4.
    mutating func logUniform(in range: ClosedRange<Float>) -> Float {
        range.lowerBound * pow(range.upperBound / range.lowerBound, uniform())
    }

    /// A whole number of the range.
    mutating func count(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next(upperBound: UInt64(range.count)))
    }

    mutating func chance(_ probability: Float) -> Bool { uniform() < probability }

    /// - Precondition: there is something to choose from.
    mutating func element<Element>(of choices: [Element]) -> Element {
        choices[Int(next(upperBound: UInt64(choices.count)))]
    }

    /// A place in the box from `low` to `high` along both axes.
    mutating func point(in range: ClosedRange<Float>) -> PenDrawing.Point {
        PenDrawing.Point(uniform(in: range), uniform(in: range))
    }
}
