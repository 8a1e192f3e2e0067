import Glibc

extension RandomNumberGenerator {
    /// Evenly spread over factors, not over differences: as often in 1...2 as in 2...4.
    mutating func logUniform(_ range: ClosedRange<Float>) -> Float {
        exp(uniform(log(range.lowerBound)...log(range.upperBound)))
    }

    /// A whole number of the range.
    mutating func count(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next(upperBound: UInt64(range.count)))
    }

    mutating func chance(_ probability: Float) -> Bool { unit() < probability }

    /// - Precondition: there is something to choose from.
    mutating func element<Element>(of choices: [Element]) -> Element {
        choices[Int(next(upperBound: UInt64(choices.count)))]
    }

    /// A place whose x and y are in the range.
    mutating func point(_ range: ClosedRange<Float>) -> PenDrawing.Point {
        PenDrawing.Point(uniform(range), uniform(range))
    }
}
