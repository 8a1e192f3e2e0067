/// Distorts images of one size at random, as an `Augmentation` says, in memory of its own.
///
/// A value is for one thread at a time; it allocates nothing after it is made.
public struct Augmenter: Sendable {
    public let augmentation: Augmentation
    public let width: Int
    public let height: Int

    private let isMoving: Bool
    private let isKeyed: Bool
    private var warp: ElasticWarp?
    private var thickness: StrokeThickness?
    private var outline: StrokeOutline?
    private var blur: GaussianBlur?
    private let servedView: ServedView

    /// Prepares for images of a size.
    ///
    /// - Precondition: every number of the augmentation is in its range, and both sides are in 1...65,536.
    public init(_ augmentation: Augmentation, width: Int, height: Int) {
        precondition(augmentation.isInRange, "numbers in their ranges")
        self.augmentation = augmentation
        self.width = width
        self.height = height
        let affine: [Augmentation.Kind] = [.rotation, .translation, .scale, .shear]
        isMoving = affine.contains { augmentation.isOn($0) }
        isKeyed = Augmentation.Kind.allCases.contains { !affine.contains($0) && augmentation.isOn($0) }
        if augmentation.isOn(.elastic) {
            warp = ElasticWarp(width: width, height: height, sigma: augmentation.elasticSigma)
        }
        if augmentation.isOn(.thickness) { thickness = StrokeThickness(width: width, height: height) }
        if augmentation.isOn(.outline) { outline = StrokeOutline(width: width, height: height) }
        servedView = ServedView(width: width, height: height)
        if augmentation.isOn(.blur) { blur = GaussianBlur(width: width, height: height) }
    }

    /// Writes the image, distorted at random, as numbers in 0...1; with `.none` each is its pixel over 255.
    ///
    /// Takes six numbers of the generator if rotation, translation, scale or shear is on, and one if any other kind
    /// is, from which each kind has a stream of its own: switching one on or off leaves what the others draw.
    ///
    /// - Precondition: `image` and `output` hold `width * height` elements each.
    public mutating func apply(
        _ image: Span<UInt8>, into output: inout MutableSpan<Float>,
        using generator: inout some RandomNumberGenerator
    ) {
        let transform = isMoving ? augmentation.transform(using: &generator) : .identity
        guard isKeyed else {
            transform.apply(image, width: width, height: height, into: &output)
            return
        }
        apply(transform, key: generator.next(), to: image, into: &output)
    }

    private mutating func apply(
        _ transform: ImageTransform, key: UInt64, to image: Span<UInt8>, into output: inout MutableSpan<Float>
    ) {
        func stream(_ kind: Augmentation.Kind) -> DistortionStream { DistortionStream(key: key, kind: kind) }
        var elastic = stream(.elastic)
        let rootMeanSquare = augmentation.elasticAlpha * elastic.unit()
        if warp?.apply(transform, rootMeanSquare: rootMeanSquare, to: image, into: &output, from: &elastic)
            == nil
        {
            transform.apply(image, width: width, height: height, into: &output)
        }
        var draw = stream(.thickness)
        thickness?.apply(augmentation.thickness * draw.signedUnit(), to: &output)
        draw = stream(.outline)
        outline?.apply(to: &output, probability: augmentation.outline, from: &draw)
        if augmentation.scratches > 0 {
            draw = stream(.scratches)
            Scratches.apply(
                to: &output, width: width, height: height, probability: augmentation.scratches, from: &draw)
        }
        draw = stream(.blur)
        blur?.apply(sigma: augmentation.blur * draw.unit(), to: &output)
        if augmentation.brightness > 0 {
            draw = stream(.brightness)
            InkTones.scale(&output, by: 1 + augmentation.brightness * draw.signedUnit())
        }
        if augmentation.contrast > 0 {
            draw = stream(.contrast)
            InkTones.steepen(&output, by: augmentation.contrast * draw.signedUnit())
        }
        if augmentation.noise > 0 {
            draw = stream(.noise)
            let deviation = augmentation.noise * draw.unit()
            if augmentation.noiseShare == 1 || draw.unit() < augmentation.noiseShare {
                InkTones.roughen(&output, deviation: deviation, from: &draw)
            }
        }
        if augmentation.erasing > 0 {
            draw = stream(.erasing)
            RandomErasing.apply(
                to: &output, width: width, height: height, probability: augmentation.erasing,
                largestSide: augmentation.erasingSide, from: &draw)
        }
        if augmentation.served > 0 {
            draw = stream(.served)
            servedView.apply(to: &output, probability: augmentation.served, from: &draw)
        }
    }
}
