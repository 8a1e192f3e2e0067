import Glibc

/// A small seedable generator (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators").
///
/// Everything random in training takes its numbers from one of these, seeded by what the numbers are for, so that
/// they depend neither on threads nor on what was drawn before.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    /// A generator of its own for every combination of `seed` and `path` (epoch, sample, layer...).
    public init(seed: UInt64, path: UInt64...) {
        var mixed = SplitMix64(seed: seed)
        for part in path {
            mixed.state = mixed.next() ^ (part &* 0x9E37_79B9_7F4A_7C15)
        }
        self.init(seed: mixed.next())
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A float in [0, 1), from the upper 24 bits.
    public mutating func uniform() -> Float {
        Float(next() >> 40) * 0x1p-24
    }

    /// A float of the standard normal distribution (Box and Muller 1958).
    public mutating func normal() -> Float {
        let radius = sqrt(-2 * log(1 - Double(uniform())))
        return Float(radius * cos(2 * Double.pi * Double(uniform())))
    }
}
