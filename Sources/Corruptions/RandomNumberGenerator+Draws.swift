import Glibc

// Not the standard library's `random(in:using:)`: its methods may change between Swift versions, and a corrupted
// picture is to be the same for ever.
extension RandomNumberGenerator {
    /// A number drawn uniformly from 0..<1.
    mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

    /// A number drawn uniformly from a range.
    mutating func uniform(_ range: ClosedRange<Float>) -> Float {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    /// A whole number drawn uniformly from a range; of 2^64 draws no number has more than one too many.
    mutating func whole(_ range: Range<Int>) -> Int {
        range.lowerBound + Int(next().multipliedFullWidth(by: UInt64(range.count)).high)
    }

    /// -1 or 1.
    mutating func sign() -> Float { unit() < 0.5 ? -1 : 1 }

    /// A number of the standard normal distribution (Box and Muller 1958).
    mutating func normal() -> Float {
        let radius = (-2 * log(1 - unit())).squareRoot()
        return radius * cos(2 * Float.pi * unit())
    }

    /// A number of the Poisson distribution (Knuth 1969, volume 2, 3.4.1): how many of uniform numbers can be
    /// multiplied before the product falls to exp(-mean). Takes as long as `mean` is large.
    mutating func poisson(mean: Float) -> Int {
        let end = exp(-mean)
        var (count, product) = (0, unit())
        while product > end {
            count += 1
            product *= unit()
        }
        return count
    }
}
