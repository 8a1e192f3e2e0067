import ArgumentParser

/// Which weights of a run are kept, what they are chosen by, and when nothing better is waited for.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: help(
            "The weights that are validated and kept: the last step's (none), their moving average (ema) or the "
                + "equal mean from some epoch on (swa); batch norm's running statistics are averaged like weights, not "
                + "taken anew as by PyTorch's update_bn; another than the recipe's starts from its own defaults",
            "averaging.kind", valueName: "name"))
    var averaging: String?

    @Option(
        help: help(
            "ema: what the average keeps at each step; in the first steps less, (1 + t) / (10 + t) at step t from 0",
            "averaging.decay"))
    var averageDecay: Float?

    @Option(help: help("swa: the share of the epochs before the first that counts", "averaging.start_share"))
    var averageStart: Float?

    @Option(help: help("swa: how often weights are taken in", "averaging.every", valueName: "name"))
    var averageEvery: String?

    @Option(
        help: help(
            "Training images kept apart to choose the best epoch by, every class in proportion",
            "validation.count", valueName: "count"))
    var validation: Int?

    @Option(help: help("The same as a share of the training images", "validation.share"))
    var validationShare: Float?

    @Option(
        help: help(
            "Epochs without a better one after which the run ends; none never ends early",
            "early_stopping_patience", valueName: "epochs"))
    var earlyStopping: OrNone<Int>?

    var flags: [RecipeFlag] {
        [
            RecipeFlag("--averaging", "averaging.kind", averaging),
            RecipeFlag("--average-decay", "averaging.decay", averageDecay),
            RecipeFlag("--average-start", "averaging.start_share", averageStart),
            RecipeFlag("--average-every", "averaging.every", averageEvery),
            RecipeFlag("--validation", "validation.count", validation),
            RecipeFlag("--validation-share", "validation.share", validationShare),
            RecipeFlag("--early-stopping", "early_stopping_patience", earlyStopping),
        ]
    }
}
