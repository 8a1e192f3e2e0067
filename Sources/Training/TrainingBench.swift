import DigitModel
public import MNISTData
import Neural

/// How long the steps of a run take: moving the images, forward, backward, the optimiser and the average.
public struct TrainingBench: Sendable, Encodable {
    public let architecture: String
    public let batchSize: Int
    public let threads: Int
    /// By the median step.
    public let imagesPerSecond: Double
    public let medianMillisecondsPerStep: Double
    /// Seconds that MNIST's 60,000 training images would take.
    public let epochSeconds: Double

    enum CodingKeys: String, CodingKey {
        case architecture, threads
        case batchSize = "batch_size"
        case imagesPerSecond = "images_per_second"
        case medianMillisecondsPerStep = "median_ms_per_step"
        case epochSeconds = "epoch_seconds"
    }

    /// Takes `steps` steps of a run with this recipe, after a few that are not counted.
    ///
    /// - Throws: `TrainingError` for a recipe that cannot be trained, a teacher that cannot teach, or fewer images than
    ///   a step takes.
    public init(
        timing recipe: Recipe, on images: LabelledImages, threads: Int, steps: Int
    ) throws(TrainingError) {
        let architecture = try recipe.checkedArchitecture().taking(images)
        guard images.count >= recipe.batchSize else {
            throw .tooFewImages(images.count, needed: recipe.batchSize)
        }
        var recipe = recipe
        recipe.epochs = 1 + (Self.warmUp + steps) / (images.count / recipe.batchSize)
        let teachers = try recipe.loadTeachers(lookingAt: images)
        let learner = Learner(
            recipe, architecture, images: images, teachers: teachers, team: Team(threads: threads))
        let clock = ContinuousClock()
        var times: [Double] = []
        for step in 0..<Self.warmUp + steps {
            let start = clock.now
            _ = try learner.takeStep()
            if step >= Self.warmUp { times.append((clock.now - start) / .milliseconds(1)) }
        }
        let median = times.sorted()[times.count / 2]
        self.architecture = architecture.name
        self.threads = threads
        batchSize = recipe.batchSize
        medianMillisecondsPerStep = median
        imagesPerSecond = Double(batchSize) / median * 1000
        epochSeconds = 60_000 / imagesPerSecond
    }

    /// Steps in which memory is touched for the first time.
    private static let warmUp = 5
}
