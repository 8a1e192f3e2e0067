/// The random numbers that one kind of distortion draws for one image.
///
/// Every kind has a stream of its own, so that switching one on or off leaves what the others draw as it was.
/// SplitMix64 (Steele, Lea and Flood 2014).
struct DistortionStream: RandomNumberGenerator {
    private var state: UInt64

    init(key: UInt64, kind: Augmentation.Kind) {
        state = key &+ kind.rawValue &* 0xD1B5_4A32_D192_ED03
        state = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of nearly the standard normal distribution: the sum of eight bytes, brought to deviation 1.
    ///
    /// Its distribution function is nowhere more than 0.005 off, and it ends at 4.9 deviations; it costs a third of
    /// what logarithm and cosine do.
    mutating func nearlyNormal() -> Float {
        let bits = next()
        // Four sums of two bytes each, then their sum in the upper 16 bits.
        let pairs = (bits & 0x00ff_00ff_00ff_00ff) &+ (bits >> 8 & 0x00ff_00ff_00ff_00ff)
        let sum = Int32(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) >> 48)
        // A byte's variance is (256² - 1) / 12.
        return Float(sum &- 1020) * (1 / 209.0215)
    }
}

/// Numbers of the generator's upper 24 bits, as many as a Float has.
///
/// Not `Float.random(in:using:)`: its method may change between Swift versions, and training runs are to be
/// repeated bit for bit.
extension RandomNumberGenerator {
    /// A number drawn uniformly from 0..<1.
    mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

    /// A number drawn uniformly from -1..<1.
    mutating func signedUnit() -> Float { Float(next() >> 40) * 0x1p-23 - 1 }
}
