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

    /// What the network is to be asked of: the normalised digit and, in a picture that may be framed already, the digit
    /// where it stands; nothing for a picture without a digit.
    ///
    /// - Parameter normalized: what `normalize` made of the picture.
    /// - Returns: (28 * 28) each.
    public func framings(of image: PixelImage, normalized: NormalizedDigit?) -> [[Float]] {
        guard let normalized else { return [] }
        return [normalized.pixels] + (standing(image).map { [$0.pixels] } ?? [])
    }

    /// The digit where it stands, in a picture that may be framed as MNIST's are already: of 28x28 as well.
    ///
    /// Ink is told from paper and nothing else: a line that crosses the digit makes what there is to frame larger, and
    /// does not move the digit here.
    /// `nil` where the picture is of another size, or its ink does not fill the box.
    func standing(_ image: PixelImage) -> NormalizedDigit? {
        guard image.width == NormalizedDigit.side, image.height == NormalizedDigit.side else { return nil }
        var trace = NormalizationTrace(isWanted: false)
        guard let ink = InkLocator(image, &trace).ink(&trace), let bounds = ink.inkBounds,
            bounds.longestSide * 10 >= Self.box * 9
        else { return nil }
        return NormalizedDigit(pixels: ink.values.map { Float($0) / 255 })
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
