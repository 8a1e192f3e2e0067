/// Sixteen hexadecimal digits that change with any of the words they are made of: FNV-1a, over words, not bytes.
struct Fingerprint {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ word: UInt64) {
        hash = (hash ^ word) &* 0x100_0000_01B3
    }

    /// The digits of the words added so far.
    var text: String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
