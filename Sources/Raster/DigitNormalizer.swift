/// Turns any picture of one digit into what the network was trained on.
///
/// MNIST's own road: find the ink, scale its bounding box to fit 20x20 keeping the aspect ratio, and place it in
/// 28x28 with its centre of mass in the middle.
public struct DigitNormalizer: Sendable {
    private let strokeWidth = StrokeWidth()

    public init() {}

    /// The normalised digit, or `nil` where the picture holds no ink.
    public func normalize(_ image: PixelImage) -> NormalizedDigit? {
        InkLocator(image).locate().flatMap(normalize(ink:))
    }

    /// The normalised digit whose ink this is, cropped to its bounds.
    func normalize(ink: Plane<UInt8>) -> NormalizedDigit? {
        let matched = strokeWidth.matched(ink, box: Self.box)
        guard let bounds = matched.inkBounds else { return nil }
        return frame(matched.cropped(to: bounds))
    }

    /// The longer side of the digit inside the 28x28.
    private static let box = 20

    /// Scales a cropped digit into the box and places it.
    private func frame(_ ink: Plane<UInt8>) -> NormalizedDigit {
        let size = ink.bounds.scaled(toLongestSide: Self.box)
        let placed = MassCentering.place(AreaResampler.resize(ink, width: size.width, height: size.height))
        let peak = placed.values.max() ?? 0
        guard peak > 0 else { return NormalizedDigit(pixels: placed.values) }
        return NormalizedDigit(pixels: placed.values.map { min($0 / peak, 1) })
    }
}
