import ArgumentParser

/// Learning from the answers of trained networks.
struct DistillationOptions: ParsableArguments {
    @Option(
        name: .customLong("teacher"),
        help: ArgumentHelp(
            "The checkpoint of a network to learn from; may be given several times. None by default.",
            valueName: "file"))
    var teachers: [String] = []

    @Option(
        help: help(
            "What softens the answers of teachers and student alike", "distillation.temperature",
            valueName: "temperature"))
    var distillationTemperature: Float?

    @Option(
        help: help(
            "The share of the loss that is the teachers'", "distillation.weight", valueName: "share"))
    var distillationWeight: Float?

    var flags: [RecipeFlag] {
        [
            RecipeFlag("--teacher", "distillation.teachers", teachers.isEmpty ? nil : teachers),
            RecipeFlag("--distillation-temperature", "distillation.temperature", distillationTemperature),
            RecipeFlag("--distillation-weight", "distillation.weight", distillationWeight),
        ]
    }
}
