import ArgumentParser
import MNISTData

/// How training images are distorted at random; what is not given stays as it is in the recipe.
struct AugmentationOptions: ParsableArguments {
    @Option(help: "The largest random turn, in degrees (0...180).")
    var rotation: Float?

    @Option(help: "The largest random shift along each axis, in pixels (0...28).")
    var translation: Float?

    @Option(help: "The largest random growth or shrinkage, as a fraction (0...0.9).")
    var scale: Float?

    @Option(help: "The largest random slant, as a tangent (0...1).")
    var shear: Float?

    @Option(
        help:
            "Elastic distortion: the largest root mean square of displacements along an axis, in pixels (0...8)."
    )
    var elasticAlpha: Float?

    @Option(
        help: "Elastic distortion: the width of the Gaussian that smooths displacements, in pixels (1...28).")
    var elasticSigma: Float?

    @Option(help: "How far strokes' edges move out or in at most, in pixels (0...1).")
    var thickness: Float?

    @Option(help: "The largest deviation of the Gaussian that blurs, in pixels (0...2).")
    var blur: Float?

    @Option(help: "The largest change of the ink's strength, as a fraction (0...1).")
    var brightness: Float?

    @Option(help: "The largest change of the tone curve's slope at half ink (0...0.5).")
    var contrast: Float?

    @Option(help: "The largest deviation of Gaussian noise, of full ink (0...1).")
    var noise: Float?

    @Option(help: "The share of images that lose a rectangle of ink (0...1).")
    var erasing: Float?

    @Option(help: "The largest side of that rectangle, in pixels (1...28).")
    var erasingSide: Float?

    /// Whether any was given.
    var isEmpty: Bool { values.allSatisfy { $0.1 == nil } }

    /// The description with the values that were given.
    ///
    /// - Throws: `AugmentationError.outOfRange`.
    func applied(to base: Augmentation) throws(AugmentationError) -> Augmentation {
        var changed = base
        for (path, value) in values {
            if let value { changed[keyPath: path] = value }
        }
        try changed.check()
        return changed
    }

    private var values: [(WritableKeyPath<Augmentation, Float>, Float?)] {
        [
            (\.rotation, rotation), (\.translation, translation), (\.scale, scale), (\.shear, shear),
            (\.elasticAlpha, elasticAlpha), (\.elasticSigma, elasticSigma), (\.thickness, thickness),
            (\.blur, blur), (\.brightness, brightness), (\.contrast, contrast), (\.noise, noise),
            (\.erasing, erasing), (\.erasingSide, erasingSide),
        ]
    }
}
