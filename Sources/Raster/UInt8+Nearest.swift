extension UInt8 {
    /// The whole number nearest to one in 0...255.
    ///
    /// Unlike a conversion it cannot trap, and so does not keep a loop from the vector unit.
    init(nearest value: Float) {
        // So large a float has no room for a fraction: the whole number is in its lowest bits.
        self.init(truncatingIfNeeded: (value + 0x1p23).bitPattern)
    }
}
