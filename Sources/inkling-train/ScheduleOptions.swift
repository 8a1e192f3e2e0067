import ArgumentParser

/// How the learning rate changes from step to step.
struct ScheduleOptions: ParsableArguments {
    @Option(
        help: help(
            "The schedule; another than the recipe's starts from its own defaults; one-cycle moves the learning rate "
                + "alone, where PyTorch's moves the momentum too unless told otherwise", "schedule.kind",
            valueName: "name"))
    var schedule: String?

    @Option(help: help("one-cycle: the share of the steps up to the highest rate", "schedule.peak_share"))
    var peakShare: Float?

    @Option(help: help("cosine: the share of the steps up to the highest rate", "schedule.warm_up_share"))
    var warmUpShare: Float?

    @Option(
        help: help(
            "one-cycle, cosine: what the highest rate is divided by for the first step",
            "schedule.initial_divisor"))
    var initialDivisor: Float?

    @Option(
        help: help(
            "one-cycle: what the first step's rate is divided by for the last", "schedule.final_divisor"))
    var finalDivisor: Float?

    @Option(help: help("cosine, plateau: the lowest rate", "schedule.minimum_rate"))
    var minimumRate: Float?

    @Option(
        help: help(
            "plateau: what the rate is multiplied by when the validation loss no longer sinks",
            "schedule.factor"))
    var plateauFactor: Float?

    @Option(
        help: help(
            "plateau: epochs without a smaller validation loss that are waited for; the loss is the log's, by the "
                + "temperature that is fitted to the validation images after each epoch",
            "schedule.patience"))
    var plateauPatience: Int?

    var flags: [RecipeFlag] {
        [
            RecipeFlag("--schedule", "schedule.kind", schedule),
            RecipeFlag("--peak-share", "schedule.peak_share", peakShare),
            RecipeFlag("--warm-up-share", "schedule.warm_up_share", warmUpShare),
            RecipeFlag("--initial-divisor", "schedule.initial_divisor", initialDivisor),
            RecipeFlag("--final-divisor", "schedule.final_divisor", finalDivisor),
            RecipeFlag("--minimum-rate", "schedule.minimum_rate", minimumRate),
            RecipeFlag("--plateau-factor", "schedule.factor", plateauFactor),
            RecipeFlag("--plateau-patience", "schedule.patience", plateauPatience),
        ]
    }
}
