import DigitModel
import MNISTData
import Neural

/// A network with all that makes it learn: its images, its optimiser, its average and the schedule of a whole run.
final class Learner {
    let source: BatchSource
    let network: Sequential
    let schedule: any LearningRateSchedule

    /// Steps taken since the start of the run.
    private(set) var step = 0

    /// The rate of the step taken last.
    private(set) var learningRate: Float = 0

    /// Steps of the whole run.
    let totalSteps: Int

    private let seed: UInt64
    private let optimizer: any Optimizer
    private let clipping: GradientClipping?
    private let average: (any WeightAverage)?
    private let arithmetic: TrainingStep

    /// The order of the images in one epoch, kept until another epoch begins.
    private var order: (epoch: Int, indices: [Int])?

    /// `teachers` are those that the recipe names.
    init(
        _ recipe: Recipe, _ architecture: Architecture, images: LabelledImages,
        outliers: OutlierSource? = nil, teachers: [Checkpoint], team: Team
    ) {
        source = BatchSource(
            images: images, outliers: outliers, augmentation: recipe.augmentation, seed: recipe.seed,
            batchSize: recipe.batchSize)
        totalSteps = recipe.epochs * source.steps
        seed = recipe.seed
        arithmetic = TrainingStep(
            objective: recipe.objective(teachers: teachers), exposure: outliers.map { _ in recipe.exposure })
        let layout = architecture.layout
        let parameters = recipe.initialization.parameters(for: layout, seed: recipe.seed)
        network = Sequential(
            architecture.layers, input: architecture.input, parameters: parameters,
            batchSize: recipe.batchSize, team: team)
        optimizer = recipe.optimizer.optimizer(for: layout)
        schedule = recipe.learningRateSchedule(stepsPerEpoch: source.steps)
        clipping = recipe.clipNorm.map(GradientClipping.init)
        average = recipe.weightAverage(of: parameters, stepsPerEpoch: source.steps)
    }

    /// Epochs finished.
    var epoch: Int { step / source.steps }

    /// The weights that are validated and kept.
    var weights: [Float] {
        average?.values(after: step, parameters: network.parameters) ?? network.parameters.values
    }

    /// Everything that one step leaves to the next, beside the step's number.
    var memory: [NamedBuffer] {
        [NamedBuffer(name: "parameters", buffer: network.parameters)] + optimizer.memory + schedule.memory
            + (average?.memory ?? [])
    }

    /// Goes on after `step` steps, once the memory is as it was then.
    func resume(at step: Int) {
        self.step = step
    }

    /// Takes the next step of the run.
    ///
    /// - Throws: `TrainingError.diverged`, before anything is changed by a loss that is no number.
    func takeStep() throws(TrainingError) -> TrainingStep.Result {
        let place = step % source.steps
        let indices = indices(of: epoch)[place * source.batchSize..<(place + 1) * source.batchSize]
        source.fill(network, with: indices, epoch: epoch)
        let labels = indices.map { Int(source.label(of: $0)) }
        let result = arithmetic.run(
            network, labels: labels, seed: seed &+ UInt64(step) &* 0x9E37_79B9_7F4A_7C15)
        guard result.loss.isFinite else { throw .diverged(step: step) }
        learningRate = schedule.learningRate(at: step)
        let scale = clipping?.scale(for: network.gradients, team: network.team) ?? 1
        let updates = [
            optimizer.update(
                network.parameters, gradients: network.gradients, scale: scale, learningRate: learningRate,
                step: step),
            average?.update(with: network.parameters, step: step),
        ]
        network.team.apply(updates.compactMap { $0 }, count: network.layout.totalCount)
        step += 1
        return result
    }

    private func indices(of epoch: Int) -> [Int] {
        if let order, order.epoch == epoch { return order.indices }
        let indices = source.order(epoch: epoch)
        order = (epoch, indices)
        return indices
    }
}
