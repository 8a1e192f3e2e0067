import ArgumentParser

/// How a step follows from its gradients.
struct OptimizerOptions: ParsableArguments {
    @Option(
        help: help(
            "The method; another than the recipe's starts from that method's own defaults", "optimizer.kind",
            valueName: "name"))
    var optimizer: String?

    @Option(help: help("The highest learning rate of the schedule", "optimizer.learning_rate"))
    var learningRate: Float?

    @Option(help: help("The decay of kernels and matrices", "optimizer.weight_decay"))
    var weightDecay: Float?

    @Option(help: help("sgd: the share of the last step that the next keeps", "optimizer.momentum"))
    var momentum: Float?

    @Flag(inversion: .prefixedNo, help: help("sgd: look ahead along the momentum", "optimizer.nesterov"))
    var nesterov: Bool?

    @Option(
        help: help("adam, adamw: what the mean of the gradients keeps at each step", "optimizer.beta1"))
    var beta1: Float?

    @Option(
        help: help("adam, adamw: what the mean of their squares keeps at each step", "optimizer.beta2"))
    var beta2: Float?

    @Option(help: help("adam, adamw: added to the root that is divided by", "optimizer.epsilon"))
    var epsilon: Float?

    @Option(
        help: help(
            "The norm of all gradients together that a step is cut down to; none never cuts", "clip_norm",
            valueName: "norm"))
    var clipNorm: OrNone<Float>?

    var flags: [RecipeFlag] {
        [
            RecipeFlag("--optimizer", "optimizer.kind", optimizer),
            RecipeFlag("--learning-rate", "optimizer.learning_rate", learningRate),
            RecipeFlag("--weight-decay", "optimizer.weight_decay", weightDecay),
            RecipeFlag("--momentum", "optimizer.momentum", momentum),
            RecipeFlag("--nesterov", "optimizer.nesterov", nesterov),
            RecipeFlag("--beta1", "optimizer.beta1", beta1),
            RecipeFlag("--beta2", "optimizer.beta2", beta2),
            RecipeFlag("--epsilon", "optimizer.epsilon", epsilon),
            RecipeFlag("--clip-norm", "clip_norm", clipNorm),
        ]
    }
}
