/// A digit as MNIST shows it: 28x28, light ink on dark ground, centred by its mass.
public struct NormalizedDigit: Sendable, Equatable {
    /// The pixels of a side.
    public static let side = 28

    /// 784 values in 0...1, row-major from the top left; 0 is ground, 1 is ink.
    public let pixels: [Float]

    /// - Precondition: there are exactly 784 pixels.
    public init(pixels: [Float]) {
        precondition(pixels.count == Self.side * Self.side)
        self.pixels = pixels
    }

    /// The digit as a picture for people.
    public var image: GrayImage {
        let bytes = pixels.map { UInt8(($0 * 255).rounded().clamped(to: 0...255)) }
        return GrayImage(width: Self.side, height: Self.side, pixels: bytes)
    }
}
