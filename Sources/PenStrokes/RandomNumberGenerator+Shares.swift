// Not `Float.random(in:using:)`: its method may change between Swift versions, and training runs are to be repeated
// bit for bit.
extension RandomNumberGenerator {
    /// A number drawn uniformly from 0..<1.
    mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

    /// A number drawn uniformly from a range; its upper end is drawn only where rounding leads there.
    mutating func uniform(_ range: ClosedRange<Float>) -> Float {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    /// A number of deviation 1 around 0, at most 3 off: the sum of three uniform ones, which is nearly normal.
    mutating func nearlyNormal() -> Float { 2 * (unit() + unit() + unit()) - 3 }
}
