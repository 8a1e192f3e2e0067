/// How training images are distorted at random, so that the network sees no image twice.
///
/// Each kind of distortion has a strength, and is off where that is 0; each image draws how much of it it gets,
/// uniformly from the strength's range. Turn, move, scale, slant and elastic distortion are one resampling of the
/// image; thickness, outline, scratches, blur, brightness, contrast, noise, erasing and the served view follow, in this
/// order, on ink in 0...1.
public struct Augmentation: Sendable, Equatable {
    /// The largest turn either way, in degrees.
    public var rotation: Float

    /// The largest move along each axis, in pixels.
    ///
    /// Digits that are served are centred by their mass: more than a pixel or two is not met there.
    public var translation: Float

    /// The largest growth or shrinkage of each axis, as a fraction: 0.1 draws factors in 0.9...1.1.
    public var scale: Float

    /// The largest slant either way, as the tangent: 0.1 moves a row one pixel for ten rows of height.
    public var shear: Float

    /// The largest elastic distortion (Simard, Steinkraus and Platt 2003): the root mean square, over pixels and
    /// images, of the displacement along each axis, in pixels.
    ///
    /// Their alpha of 34, with a sigma of 4, is 1.4 by this measure; a displacement is at most 3.62 times as long.
    public var elasticAlpha: Float

    /// The width of the Gaussian that smooths the elastic displacements, in pixels: points nearer than that move
    /// together.
    public var elasticSigma: Float

    /// How far the edges of strokes move out (thicker) or in (thinner) at most, in pixels.
    public var thickness: Float

    /// The share of images of which only the edges of the strokes are left.
    public var outline: Float

    /// The share of images that get lines across, one to three, which are not the digit's.
    public var scratches: Float

    /// The largest deviation of the Gaussian that blurs, in pixels.
    public var blur: Float

    /// The largest change of the ink's strength, as a fraction: 0.3 multiplies by 0.7...1.3, and cuts at full ink.
    public var brightness: Float

    /// The largest change of the slope of a tone curve at half ink; ground and full ink stay what they are.
    public var contrast: Float

    /// The largest deviation of Gaussian noise, where 1 is full ink.
    public var noise: Float

    /// The share of images that get noise; the others get none.
    public var noiseShare: Float

    /// The share of images that lose a rectangle around a piece of ink (Zhong et al. 2020, filled with ground).
    public var erasing: Float

    /// The largest side of what is erased, in pixels; each side is drawn from 1 to it.
    public var erasingSide: Float

    /// The share of images that, in the end, go the road of a picture that is served, through the normaliser.
    public var served: Float

    /// Images as they are.
    public static let none = Augmentation()

    /// Every kind at a strength that leaves digits plausible handwriting, also all together.
    public static let moderate = Augmentation(
        rotation: 10, translation: 1.5, scale: 0.1, shear: 0.15, elasticAlpha: 0.9, elasticSigma: 4,
        thickness: 0.4, outline: 0.05, scratches: 0.1, blur: 0.6, brightness: 0.2, contrast: 0.3, noise: 0.06,
        erasing: 0.2, erasingSide: 5, served: 0.2)

    /// Sets the strengths that are named, and leaves the other kinds off.
    public init(
        rotation: Float = 0, translation: Float = 0, scale: Float = 0, shear: Float = 0,
        elasticAlpha: Float = 0, elasticSigma: Float = 4, thickness: Float = 0, outline: Float = 0,
        scratches: Float = 0, blur: Float = 0, brightness: Float = 0, contrast: Float = 0, noise: Float = 0,
        noiseShare: Float = 1, erasing: Float = 0, erasingSide: Float = 6, served: Float = 0
    ) {
        self.rotation = rotation
        self.translation = translation
        self.scale = scale
        self.shear = shear
        self.elasticAlpha = elasticAlpha
        self.elasticSigma = elasticSigma
        self.thickness = thickness
        self.outline = outline
        self.scratches = scratches
        self.blur = blur
        self.brightness = brightness
        self.contrast = contrast
        self.noise = noise
        self.noiseShare = noiseShare
        self.erasing = erasing
        self.erasingSide = erasingSide
        self.served = served
    }

    /// Draws a transform from the first four ranges: six numbers of the generator, whichever ranges are zero.
    ///
    /// - Precondition: the numbers are in their ranges.
    public func transform(using generator: inout some RandomNumberGenerator) -> ImageTransform {
        ImageTransform(
            rotation: rotation * generator.signedUnit(),
            translationX: translation * generator.signedUnit(),
            translationY: translation * generator.signedUnit(),
            scaleX: 1 + scale * generator.signedUnit(),
            scaleY: 1 + scale * generator.signedUnit(),
            shear: shear * generator.signedUnit())
    }
}
