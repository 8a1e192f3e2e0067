extension LabelledImages {
    /// Drawn digits for where MNIST is not at hand: a seven-segment display's, each at a place and of a size of its
    /// own. Enough to time a training step by, not to learn to read from.
    ///
    /// - Precondition: `count` is positive.
    public static func synthetic(count: Int) -> LabelledImages {
        let side = 28
        var pixels = [UInt8](repeating: 0, count: count * side * side)
        for index in 0..<count {
            let (half, left, top) = (7 + index / 10 % 3, 5 + index / 30 % 5, 4 + index / 150 % 4)
            for (segment, line) in segments.enumerated() where lit[index % 10] >> segment & 1 == 1 {
                for along in 0...half {
                    for thickness in 0..<2 {
                        let x = left + line.x * half + (line.isUpright ? thickness : along)
                        let y = top + line.y * half + (line.isUpright ? along : thickness)
                        pixels[(index * side + y) * side + x] = 255
                    }
                }
            }
        }
        return LabelledImages(
            width: side, height: side, pixels: pixels, labels: (0..<count).map { UInt8($0 % 10) })
    }

    /// The segments a to g: the end they start from, in halves of the digit's height, and their direction.
    private static let segments: [(x: Int, y: Int, isUpright: Bool)] = [
        (0, 0, false), (1, 0, true), (1, 1, true), (0, 2, false), (0, 1, true), (0, 0, true), (0, 1, false),
    ]

    /// The segments lit for each digit, a in the lowest bit.
    private static let lit: [UInt8] = [
        0b0111111, 0b0000110, 0b1011011, 0b1001111, 0b1100110, 0b1101101, 0b1111101, 0b0000111, 0b1111111,
        0b1101111,
    ]
}
