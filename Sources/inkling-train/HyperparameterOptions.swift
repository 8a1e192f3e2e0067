import ArgumentParser
import DigitModel
import Training

/// The options that decide the weights; their defaults are `TrainingOptions`'s.
struct HyperparameterOptions: ParsableArguments {
    private static let defaults = TrainingOptions()

    @Option(
        help: ArgumentHelp(
            "The network: \(Architecture.all.map(\.name).joined(separator: ", ")).", valueName: "name"))
    var architecture = defaults.architecture

    @Option(help: "Passes over the training images.")
    var epochs = defaults.epochs

    @Option(help: "Images in one step.")
    var batchSize = defaults.batchSize

    @Option(help: "The highest learning rate of the one-cycle schedule.")
    var learningRate = defaults.learningRate

    @Option(help: "AdamW's decoupled decay of kernels and matrices.")
    var weightDecay = defaults.weightDecay

    @Option(help: "The share of the target spread over all classes, 0..<1.")
    var labelSmoothing = defaults.labelSmoothing

    @Option(help: "What the moving average of the weights keeps at each step, 0..<1.")
    var averageDecay = defaults.averageDecay

    @Option(help: "Augmentation: the largest random turn, in degrees.")
    var rotation = defaults.rotation

    @Option(help: "Augmentation: the largest random shift along each axis, in pixels.")
    var translation = defaults.translation

    @Option(help: "Augmentation: the largest random growth or shrinkage, as a fraction.")
    var scale = defaults.scale

    @Option(help: "Augmentation: the largest random slant, as a tangent.")
    var shear = defaults.shear

    @Option(help: ArgumentHelp("Images kept apart to choose the best epoch by.", valueName: "count"))
    var validation = defaults.validationCount

    @Option(help: "Seeds everything random.")
    var seed = defaults.seed

    var options: TrainingOptions {
        var options = TrainingOptions()
        options.architecture = architecture
        options.epochs = epochs
        options.batchSize = batchSize
        options.learningRate = learningRate
        options.weightDecay = weightDecay
        options.labelSmoothing = labelSmoothing
        options.averageDecay = averageDecay
        options.rotation = rotation
        options.translation = translation
        options.scale = scale
        options.shear = shear
        options.validationCount = validation
        options.seed = seed
        return options
    }

    /// The options as they would be typed, every one of them.
    var arguments: [String] {
        [
            "--architecture", architecture, "--epochs", "\(epochs)", "--batch-size", "\(batchSize)",
            "--learning-rate", "\(learningRate)", "--weight-decay", "\(weightDecay)",
            "--label-smoothing", "\(labelSmoothing)", "--average-decay", "\(averageDecay)",
            "--rotation", "\(rotation)", "--translation", "\(translation)", "--scale", "\(scale)",
            "--shear", "\(shear)", "--validation", "\(validation)", "--seed", "\(seed)",
        ]
    }
}
