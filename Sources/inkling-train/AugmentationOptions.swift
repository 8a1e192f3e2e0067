import ArgumentParser

/// How far training images are moved at random.
struct AugmentationOptions: ParsableArguments {
    @Option(help: help("The largest random turn, in degrees", "augmentation.rotation"))
    var rotation: Float?

    @Option(help: help("The largest random shift along each axis, in pixels", "augmentation.translation"))
    var translation: Float?

    @Option(help: help("The largest random growth or shrinkage, as a fraction", "augmentation.scale"))
    var scale: Float?

    @Option(help: help("The largest random slant, as a tangent", "augmentation.shear"))
    var shear: Float?

    var flags: [RecipeFlag] {
        [
            RecipeFlag("--rotation", "augmentation.rotation", rotation),
            RecipeFlag("--translation", "augmentation.translation", translation),
            RecipeFlag("--scale", "augmentation.scale", scale),
            RecipeFlag("--shear", "augmentation.shear", shear),
        ]
    }
}
