import DigitModel
import MNISTData
import Neural

/// A network with all that makes it learn: its images, its optimiser, its average and the schedule of a whole run.
final class Learner {
    let source: BatchSource
    let network: Sequential
    let optimizer: AdamW
    let average: ExponentialMovingAverage

    /// Steps taken since the start of the run.
    private(set) var step: Int

    /// The rate of the step taken last.
    private(set) var learningRate: Float = 0

    /// Steps of the whole run.
    let totalSteps: Int

    private let seed: UInt64
    private let schedule: OneCycle
    private let arithmetic: TrainingStep

    /// The order of the images in one epoch, kept until another epoch begins.
    private var order: (epoch: Int, indices: [Int])?

    /// Starts anew, or goes on from a state.
    init(
        _ options: TrainingOptions, _ architecture: Architecture, images: LabelledImages, team: Team,
        state: TrainingState? = nil
    ) {
        source = BatchSource(
            images: images, augmentation: options.augmentation, seed: options.seed,
            batchSize: options.batchSize)
        totalSteps = options.epochs * source.steps
        seed = options.seed
        schedule = OneCycle(peak: options.learningRate, totalSteps: totalSteps)
        arithmetic = TrainingStep(loss: CrossEntropy(labelSmoothing: options.labelSmoothing))
        let layout = architecture.layout
        let parameters = state?.parameters ?? HeInitialization().parameters(for: layout, seed: options.seed)
        step = state?.step ?? 0
        optimizer = AdamW(layout: layout, weightDecay: options.weightDecay)
        if let state {
            optimizer.restore(step: state.step, first: state.firstMoments, second: state.secondMoments)
        }
        average = ExponentialMovingAverage(
            decay: options.averageDecay, parameters: state?.average ?? parameters, step: step)
        network = Sequential(
            architecture.layers, input: architecture.input, parameters: parameters,
            batchSize: options.batchSize, team: team)
    }

    /// Epochs finished.
    var epoch: Int { step / source.steps }

    /// Takes the next step of the run.
    ///
    /// - Throws: `TrainingError.diverged`, before anything is changed by a loss that is no number.
    func takeStep() throws(TrainingError) -> TrainingStep.Result {
        let place = step % source.steps
        let indices = indices(of: epoch)[place * source.batchSize..<(place + 1) * source.batchSize]
        source.fill(network, with: indices, epoch: epoch)
        let labels = indices.map { Int(source.images.labels[$0]) }
        let result = arithmetic.run(
            network, labels: labels, seed: seed &+ UInt64(step) &* 0x9E37_79B9_7F4A_7C15)
        guard result.loss.isFinite else { throw .diverged(step: step) }
        learningRate = schedule.learningRate(at: step)
        let updates = [
            optimizer.nextStep(
                of: network.parameters, gradients: network.gradients, learningRate: learningRate),
            average.nextStep(with: network.parameters),
        ]
        network.team.apply(updates, count: network.layout.totalCount)
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
