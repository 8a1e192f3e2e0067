import ArgumentParser

/// How training images are distorted at random: a strength for each kind, which is off at 0.
struct AugmentationOptions: ParsableArguments {
    @Option(help: help("The largest turn either way", "augmentation.rotation", valueName: "degrees"))
    var rotation: Float?

    @Option(help: help("The largest shift along each axis", "augmentation.translation", valueName: "pixels"))
    var translation: Float?

    @Option(
        help: help(
            "The largest growth or shrinkage of each axis, as a fraction", "augmentation.scale",
            valueName: "fraction"))
    var scale: Float?

    @Option(help: help("The largest slant, as a tangent", "augmentation.shear", valueName: "tangent"))
    var shear: Float?

    @Option(
        help: help(
            "Elastic distortion: the largest root mean square of the displacements along each axis",
            "augmentation.elastic_alpha", valueName: "pixels"))
    var elasticAlpha: Float?

    @Option(
        help: help(
            "Elastic distortion: the width of the Gaussian that smooths the displacements",
            "augmentation.elastic_sigma", valueName: "pixels"))
    var elasticSigma: Float?

    @Option(
        help: help(
            "How far the edges of strokes move out or in at most", "augmentation.thickness",
            valueName: "pixels"))
    var thickness: Float?

    @Option(
        help: help(
            "The share of images of which only the edges of the strokes are left", "augmentation.outline",
            valueName: "share"))
    var outline: Float?

    @Option(
        help: help(
            "The share of images that get lines across, one to three, which are not the digit's",
            "augmentation.scratches", valueName: "share"))
    var scratches: Float?

    @Option(
        help: help("The largest deviation of a Gaussian blur", "augmentation.blur", valueName: "pixels"))
    var blur: Float?

    @Option(
        help: help(
            "The largest change of the ink's strength, as a fraction", "augmentation.brightness",
            valueName: "fraction"))
    var brightness: Float?

    @Option(
        help: help(
            "The largest change of the tone curve's slope at half ink", "augmentation.contrast",
            valueName: "slope"))
    var contrast: Float?

    @Option(
        help: help(
            "The largest deviation of Gaussian noise, where 1 is full ink", "augmentation.noise",
            valueName: "fraction"))
    var noise: Float?

    @Option(
        help: help("The share of images that get noise", "augmentation.noise_share", valueName: "share"))
    var noiseShare: Float?

    @Option(
        help: help(
            "The share of images that lose a rectangle around a piece of ink", "augmentation.erasing",
            valueName: "share"))
    var erasing: Float?

    @Option(
        help: help(
            "The largest side of that rectangle", "augmentation.erasing_side", valueName: "pixels"))
    var erasingSide: Float?

    @Option(
        help: help(
            "The share of images that, in the end, go the road of a picture that is served, through the normaliser",
            "augmentation.served", valueName: "share"))
    var served: Float?

    var flags: [RecipeFlag] {
        [
            RecipeFlag("--rotation", "augmentation.rotation", rotation),
            RecipeFlag("--translation", "augmentation.translation", translation),
            RecipeFlag("--scale", "augmentation.scale", scale),
            RecipeFlag("--shear", "augmentation.shear", shear),
            RecipeFlag("--elastic-alpha", "augmentation.elastic_alpha", elasticAlpha),
            RecipeFlag("--elastic-sigma", "augmentation.elastic_sigma", elasticSigma),
            RecipeFlag("--thickness", "augmentation.thickness", thickness),
            RecipeFlag("--outline", "augmentation.outline", outline),
            RecipeFlag("--scratches", "augmentation.scratches", scratches),
            RecipeFlag("--blur", "augmentation.blur", blur),
            RecipeFlag("--brightness", "augmentation.brightness", brightness),
            RecipeFlag("--contrast", "augmentation.contrast", contrast),
            RecipeFlag("--noise", "augmentation.noise", noise),
            RecipeFlag("--noise-share", "augmentation.noise_share", noiseShare),
            RecipeFlag("--erasing", "augmentation.erasing", erasing),
            RecipeFlag("--erasing-side", "augmentation.erasing_side", erasingSide),
            RecipeFlag("--served", "augmentation.served", served),
        ]
    }
}
