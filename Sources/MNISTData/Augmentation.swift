/// How far training images are moved at random, so that the network sees no image twice.
public struct Augmentation: Sendable, Equatable {
    /// The largest turn either way, in degrees.
    public let rotation: Float
    /// The largest move along each axis, in pixels.
    public let translation: Float
    /// The largest growth or shrinkage of each axis, as a fraction: 0.1 draws factors in 0.9...1.1.
    public let scale: Float
    /// The largest slant either way, as the tangent: 0.1 moves a row one pixel for ten rows of height.
    public let shear: Float

    /// Images as they are.
    public static let none = Augmentation(rotation: 0, translation: 0, scale: 0, shear: 0)

    /// Sets the ranges; each quantity is drawn uniformly from minus to plus its range.
    ///
    /// - Precondition: no range is negative; `translation` is at most 65,536, `scale` 0.9 and `shear` 64.
    public init(rotation: Float, translation: Float, scale: Float, shear: Float) {
        precondition(rotation >= 0 && rotation.isFinite, "a range of angles")
        precondition((0...65_536).contains(translation), "a range of moves")
        precondition((0...0.9).contains(scale) && (0...64).contains(shear), "ranges of scale and shear")
        self.rotation = rotation
        self.translation = translation
        self.scale = scale
        self.shear = shear
    }

    /// Draws a transform from these ranges: six numbers of the generator, whichever ranges are zero.
    public func transform(using generator: inout some RandomNumberGenerator) -> ImageTransform {
        ImageTransform(
            rotation: rotation * signedUnit(from: &generator),
            translationX: translation * signedUnit(from: &generator),
            translationY: translation * signedUnit(from: &generator),
            scaleX: 1 + scale * signedUnit(from: &generator),
            scaleY: 1 + scale * signedUnit(from: &generator),
            shear: shear * signedUnit(from: &generator))
    }

    /// Writes the image, moved at random, as numbers in 0...1; with `.none` each is its pixel over 255.
    ///
    /// Pixels from outside the image are 0. No memory is allocated.
    ///
    /// - Precondition: `image` and `output` hold `width * height` elements each.
    public func apply(
        _ image: Span<UInt8>, width: Int, height: Int, into output: inout MutableSpan<Float>,
        using generator: inout some RandomNumberGenerator
    ) {
        let transform = self == .none ? ImageTransform.identity : transform(using: &generator)
        transform.apply(image, width: width, height: height, into: &output)
    }
}

/// A number drawn uniformly from -1 to 1, from the generator's 24 upper bits.
///
/// Not `Float.random(in:using:)`: its method may change between Swift versions, and training runs are to be
/// repeated bit for bit.
private func signedUnit(from generator: inout some RandomNumberGenerator) -> Float {
    Float(generator.next() >> 40) * 0x1p-23 - 1
}
