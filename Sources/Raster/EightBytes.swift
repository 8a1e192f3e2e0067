/// Eight neighbouring bytes of a row, looked at together: most of a picture is bare paper, where all are alike.
struct EightBytes {
    private let word: UInt64

    /// The bytes at `index` and after it, or `nil` where there are fewer than eight.
    init?(_ row: Span<UInt8>, at index: Int) {
        guard index >= 0, index <= row.count - 8 else { return nil }
        unsafe word = row.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
    }

    var areZero: Bool { word == 0 }

    /// Whether all of them are the same number.
    var areAlike: Bool { word == (word & 0xFF) &* 0x0101_0101_0101_0101 }

    var sum: Int {
        // Four sums of two bytes each, and these added up in the highest 16 bits.
        let pairs = (word & 0x00FF_00FF_00FF_00FF) &+ ((word >> 8) & 0x00FF_00FF_00FF_00FF)
        return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
    }
}
