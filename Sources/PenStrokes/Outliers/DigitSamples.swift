/// Digits to make other pictures of: grey images of 28 by 28.
public struct DigitSamples: Sendable {
    /// Pixels of a side.
    public static let side = 28

    /// `count * 28 * 28` bytes, row-major: 0 is the ground, 255 full ink.
    let pixels: [UInt8]
    /// Where the images of each digit 0 to 9 are.
    private let places: [[Int]]

    /// Nil unless every digit 0 to 9 occurs.
    ///
    /// - Precondition: there are 784 pixels for each label.
    public init?(pixels: [UInt8], labels: [UInt8]) {
        precondition(pixels.count == labels.count * Self.side * Self.side, "a label for each image")
        self.pixels = pixels
        places = (0..<10).map { digit in labels.indices.filter { labels[$0] == digit } }
        guard places.allSatisfy({ !$0.isEmpty }) else { return nil }
    }

    /// An image of one of `digits`.
    func image(
        of digits: [Int], using generator: inout some RandomNumberGenerator
    ) -> InkSheet {
        let index = generator.element(of: places[generator.element(of: digits)])
        let size = Self.side * Self.side
        return InkSheet(
            width: Self.side, height: Self.side,
            ink: pixels[index * size..<(index + 1) * size].map { Float($0) / 255 })
    }
}
