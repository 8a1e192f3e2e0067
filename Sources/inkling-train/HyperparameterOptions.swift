import ArgumentParser
import Training

/// The options that decide the weights: a recipe's file, and a flag for every field, which overrides the file's.
struct HyperparameterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A recipe: a JSON file with any of the settings below; flags override it.",
            discussion:
                "Models/recipes has those of the shipped weights; --show-recipe prints one to begin with.",
            valueName: "file"))
    var recipe: String?

    @Option(help: help("The network", "architecture", valueName: "name"))
    var architecture: String?

    @Option(help: help("Passes over the training images", "epochs"))
    var epochs: Int?

    @Option(help: help("Images in one step", "batch_size"))
    var batchSize: Int?

    @Option(help: help("Seeds everything random", "seed"))
    var seed: UInt64?

    @Option(help: help("How the random initial weights are scaled", "initialization", valueName: "name"))
    var initialization: String?

    @Option(help: help("The share of the target spread over all classes", "loss.label_smoothing"))
    var labelSmoothing: Float?

    @Option(
        help: help(
            "Pictures drawn of each digit that was written with a pen (--strokes), every one by another hand and pen; "
                + "0 learns from the images alone",
            "pen_strokes.copies", valueName: "count"))
    var penCopies: Int?

    @Option(
        help: help(
            "How often each picture of --extra is among the images, moved otherwise each time",
            "extra.copies", valueName: "count"))
    var extraCopies: Int?

    @OptionGroup(title: "Optimiser") var optimizer: OptimizerOptions
    @OptionGroup(title: "Learning rate schedule") var schedule: ScheduleOptions
    @OptionGroup(title: "Choosing weights") var selection: SelectionOptions
    @OptionGroup(title: "Augmentation") var augmentation: AugmentationOptions
    @OptionGroup(title: "Pictures of no digit") var outliers: OutlierOptions
    @OptionGroup(title: "Distillation") var distillation: DistillationOptions

    /// The effective recipe: the file's, or the default one, with the flags that were given.
    ///
    /// - Throws: `TrainingError`, which names the file and its field, or the flag, and what it may be.
    func effectiveRecipe() throws(TrainingError) -> Recipe {
        try Recipe(path: recipe, flags: flags)
    }

    /// The recipe's file and the flags as they were typed.
    var arguments: [String] {
        (recipe.map { ["--recipe", $0] } ?? []) + flags.flatMap(\.arguments)
    }

    private var flags: [RecipeFlag] {
        [
            RecipeFlag("--architecture", "architecture", architecture),
            RecipeFlag("--epochs", "epochs", epochs),
            RecipeFlag("--batch-size", "batch_size", batchSize),
            RecipeFlag("--seed", "seed", seed),
            RecipeFlag("--initialization", "initialization", initialization),
            RecipeFlag("--label-smoothing", "loss.label_smoothing", labelSmoothing),
            RecipeFlag("--pen-copies", "pen_strokes.copies", penCopies),
            RecipeFlag("--extra-copies", "extra.copies", extraCopies),
        ] + optimizer.flags + schedule.flags + selection.flags + augmentation.flags + outliers.flags
            + distillation.flags
    }
}
