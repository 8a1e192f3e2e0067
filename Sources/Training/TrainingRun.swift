public import DigitModel
import FoundationEssentials
public import MNISTData
import Neural

/// A whole run: epochs of steps, validation after each, the best and the last checkpoint, and a state to resume from.
public final class TrainingRun {
    public let options: TrainingOptions
    public let architecture: Architecture
    public let files: RunFiles

    /// Images learnt from, and images chosen by.
    public let trainingCount: Int
    public let validationCount: Int

    let validation: LabelledImages
    let test: LabelledImages
    let dataDigest: String
    let command: String
    let network: Sequential
    let evaluator: Evaluator
    var optimizer: AdamW
    var average: ExponentialMovingAverage
    var best: TrainingState.BestEpoch?

    /// Steps taken since the start of the run.
    var step: Int
    private let source: BatchSource

    /// Prepares a run, or the rest of one where `resuming`.
    ///
    /// - Throws: `TrainingError` for options that cannot be trained, or a state that is not this run's.
    public init(
        _ options: TrainingOptions, dataset: MNISTDataset, output: String, threads: Int, command: String,
        resuming: Bool
    ) throws(TrainingError) {
        try options.check()
        guard let architecture = Architecture.named(options.architecture) else {
            throw .unknownArchitecture(options.architecture, known: Architecture.all.map(\.name))
        }
        self.options = options
        self.architecture = architecture
        self.command = command
        files = RunFiles(output: output)
        dataDigest = dataset.digest
        test = dataset.test

        let available = dataset.train.count
        guard available > options.validationCount else {
            throw .tooFewImages(0, needed: options.batchSize)
        }
        var generator = SplitMix64(seed: options.seed, path: 3)
        let split = StratifiedSplit(
            labels: dataset.train.labels, validationCount: options.validationCount, using: &generator)
        validation = dataset.train.subset(split.validation)
        (trainingCount, validationCount) = (split.training.count, split.validation.count)
        source = BatchSource(
            images: dataset.train.subset(split.training), augmentation: options.augmentation,
            seed: options.seed,
            batchSize: options.batchSize)
        guard source.steps > 0 else { throw .tooFewImages(split.training.count, needed: options.batchSize) }

        let layout = architecture.layout
        let state = resuming ? try TrainingState(path: files.state) : nil
        if let state {
            if let difference = options.difference(from: state.options) {
                throw .otherOptions(path: files.state, difference: difference)
            }
            guard state.dataDigest == dataDigest else { throw .otherData(path: files.state) }
        }
        let parameters = state?.parameters ?? HeInitialization().parameters(for: layout, seed: options.seed)
        step = state?.step ?? 0
        best = state?.best
        optimizer = AdamW(layout: layout, weightDecay: options.weightDecay)
        if let state {
            optimizer.restore(step: step, first: state.firstMoments, second: state.secondMoments)
        }
        average = ExponentialMovingAverage(
            decay: options.averageDecay, parameters: state?.average ?? parameters, step: step)
        let team = Team(threads: threads)
        network = Sequential(
            architecture.layers, input: Architecture.input, parameters: parameters,
            batchSize: options.batchSize, team: team)
        evaluator = Evaluator(team: team)
    }

    /// How a run ended.
    public enum Outcome: Sendable {
        /// The best epoch's checkpoint, and how it does on the test images, which nothing was chosen by.
        case finished(best: Checkpoint, test: Evaluation)
        /// Stopped on request; the checkpoints are valid, and `--resume` goes on.
        case interrupted
    }

    /// Trains until the last epoch, or until `shouldStop` says so between two steps.
    public func run(shouldStop: () -> Bool, report: (TrainingEvent) -> Void) throws -> Outcome {
        let log = try TrainingLog(path: files.log, keeping: step / source.steps)
        while step < options.epochs * source.steps {
            guard var record = try trainEpoch(shouldStop: shouldStop, report: report) else {
                try keepInterrupted()
                return .interrupted
            }
            try keepEpoch(&record)
            try log.append(record)
            report(.epoch(record))
        }
        return try finish()
    }

    /// Trains to the end of the epoch; nil if stopped before.
    private func trainEpoch(
        shouldStop: () -> Bool, report: (TrainingEvent) -> Void
    ) throws -> EpochRecord? {
        let epoch = step / source.steps
        let order = source.order(epoch: epoch)
        let schedule = OneCycle(peak: options.learningRate, totalSteps: options.epochs * source.steps)
        let trainingStep = TrainingStep(loss: CrossEntropy(labelSmoothing: options.labelSmoothing))
        let clock = ContinuousClock()
        let start = clock.now
        var sum = TrainingStep.Result()
        var rate: Float = 0
        repeat {
            if shouldStop() { return nil }
            let place = step % source.steps
            let indices = order[place * options.batchSize..<(place + 1) * options.batchSize]
            source.fill(network, with: indices, epoch: epoch)
            let seed = options.seed &+ UInt64(step) &* 0x9E37_79B9_7F4A_7C15
            let labels = indices.map { Int(source.images.labels[$0]) }
            let result = trainingStep.run(network, labels: labels, seed: seed)
            guard result.loss.isFinite else { throw TrainingError.diverged(step: step) }
            rate = schedule.learningRate(at: step)
            optimizer.update(network.parameters, gradients: network.gradients, learningRate: rate)
            average.update(with: network.parameters)
            sum += result
            step += 1
            let speed = Double(sum.count) / max(1e-9, (clock.now - start) / .seconds(1))
            let stepsLeft = options.epochs * source.steps - step
            report(
                .step(
                    StepProgress(
                        epoch: epoch + 1, epochs: options.epochs, step: place + 1, steps: source.steps,
                        loss: sum.loss / Double(sum.count),
                        accuracy: Double(sum.correct) / Double(sum.count), imagesPerSecond: speed,
                        secondsLeft: Double(stepsLeft * options.batchSize) / speed)))
        } while step % source.steps != 0
        let seconds = (clock.now - start) / .seconds(1)
        return EpochRecord(
            epoch: epoch + 1, learningRate: rate, trainLoss: sum.loss / Double(sum.count),
            trainAccuracy: Double(sum.correct) / Double(sum.count), validationLoss: 0, validationAccuracy: 0,
            imagesPerSecond: Double(sum.count) / seconds, seconds: seconds, isBest: false)
    }
}
