import ArgumentParser

/// Learning from pictures of no digit.
struct OutlierOptions: ParsableArguments {
    @Option(
        help: help(
            "Pictures of no digit (letters, doodles, scribbles, broken digits, shapes, textures), drawn anew in every "
                + "epoch, for each image of a digit; 0 draws none", "outliers.share"))
    var outlierShare: Float?

    @Option(
        help: help(
            "The weight of their loss, the cross-entropy with even probabilities; that of a digit counts 1",
            "outliers.weight", valueName: "weight"))
    var outlierWeight: Float?

    @Option(
        help: help(
            "The weight of the loss that parts digits from them by the energy, log of the sum of exp(logits)",
            "outliers.energy_weight", valueName: "weight"))
    var outlierEnergyWeight: Float?

    var flags: [RecipeFlag] {
        [
            RecipeFlag("--outlier-share", "outliers.share", outlierShare),
            RecipeFlag("--outlier-weight", "outliers.weight", outlierWeight),
            RecipeFlag("--outlier-energy-weight", "outliers.energy_weight", outlierEnergyWeight),
        ]
    }
}
