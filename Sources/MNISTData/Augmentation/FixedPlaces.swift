/// Splits places in an image into pixel and fraction without a conversion, which is checked and slow.
///
/// A power of two above all places, added to one of them, leaves it in the sum's low bits as a fixed-point number.
struct FixedPlaces: Sendable {
    private let power: Float
    private let fractionBits: Int32
    private let unit: Float

    /// For places in 0..<limit.
    ///
    /// - Precondition: `limit` is in 2...2^20.
    init(below limit: Int) {
        precondition((2...1 << 20).contains(limit), "a fraction has bits")
        let bits = Int.bitWidth - (limit - 1).leadingZeroBitCount
        power = Float(1 << bits)
        fractionBits = Int32(Float.significandBitCount - bits)
        unit = 1 / Float(1 << fractionBits)
    }

    /// The largest whole number not above the place, and what the place is beyond it, 0..<1.
    @inline(__always)
    func split(_ place: Float) -> (whole: Int32, fraction: Float) {
        let raw = Int32(bitPattern: (place + power).bitPattern &- power.bitPattern)
        let whole = raw &>> fractionBits
        return (whole, Float(raw &- whole &<< fractionBits) * unit)
    }
}
