/// Turns any picture of one digit into what the network was trained on.
///
/// MNIST's own road: find the ink, scale its bounding box to fit 20x20 keeping the aspect ratio, and place it in
/// 28x28 with its centre of mass in the middle.
public struct DigitNormalizer: Sendable {
    private let strokeWidth = StrokeWidth()

    public init() {}

    /// The normalised digit, or `nil` where the picture holds no ink.
    public func normalize(_ image: PixelImage) -> NormalizedDigit? {
        var trace = NormalizationTrace(isWanted: false)
        return normalize(image, &trace)
    }

    /// The normalised digit, and what the picture was at each step: as far as it came, where it holds no ink.
    public func explain(_ image: PixelImage) -> (digit: NormalizedDigit?, steps: [NormalizationStep]) {
        var trace = NormalizationTrace(isWanted: true)
        let digit = normalize(image, &trace)
        return (digit, trace.steps)
    }

    /// The longer side of the digit inside the 28x28.
    private static let box = 20

    private func normalize(_ image: PixelImage, _ trace: inout NormalizationTrace) -> NormalizedDigit? {
        InkLocator(image, &trace).locate(&trace).flatMap { normalize(ink: $0, &trace) }
    }

    /// The normalised digit whose ink this is, cropped to its bounds.
    func normalize(ink: Plane<UInt8>, _ trace: inout NormalizationTrace) -> NormalizedDigit? {
        let matched = strokeWidth.matched(ink, box: Self.box)
        trace.record(.stroke, matched)
        guard let bounds = matched.inkBounds else { return nil }
        let digit = frame(matched.cropped(to: bounds))
        trace.record(.input, Plane(digit.image))
        return digit
    }

    /// Scales a cropped digit into the box and places it.
    private func frame(_ ink: Plane<UInt8>) -> NormalizedDigit {
        let size = ink.bounds.scaled(toLongestSide: Self.box)
        let placed = MassCentering.place(AreaResampler.resize(ink, width: size.width, height: size.height))
        let peak = placed.values.max() ?? 0
        guard peak > 0 else { return NormalizedDigit(pixels: placed.values) }
        return NormalizedDigit(pixels: placed.values.map { min($0 / peak, 1) })
    }
}

extension Plane<UInt8> {
    fileprivate init(_ image: GrayImage) {
        self.init(width: image.width, height: image.height, values: image.pixels)
    }
}
