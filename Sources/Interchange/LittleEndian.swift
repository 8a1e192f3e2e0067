extension FixedWidthInteger {
    /// An integer from its bytes, the least significant first.
    init(littleEndianBytes bytes: ArraySlice<UInt8>) {
        self = bytes.reversed().reduce(0) { $0 << 8 | Self(truncatingIfNeeded: $1) }
    }
}

extension [UInt8] {
    /// Appends an integer, the least significant byte first.
    mutating func append(littleEndian value: some FixedWidthInteger) {
        var rest = value
        for _ in 0..<(value.bitWidth / 8) {
            append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// The bytes of float32 numbers, as every format here has them.
    init(littleEndian values: [Float]) {
        self.init()
        reserveCapacity(4 * values.count)
        for value in values { append(littleEndian: value.bitPattern) }
    }
}
