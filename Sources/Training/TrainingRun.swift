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
    let classNames: [String]
    let command: String
    let learner: Learner
    let evaluator: Evaluator
    var best: TrainingState.BestEpoch?

    /// Prepares a run, or the rest of one where `resuming`.
    ///
    /// - Throws: `TrainingError` for options that cannot be trained, or a state that is not this run's.
    public init(
        _ options: TrainingOptions, dataset: MNISTDataset, output: String, threads: Int, command: String,
        resuming: Bool
    ) throws(TrainingError) {
        let architecture = try options.checkedArchitecture().taking(dataset.train)
        self.options = options
        self.architecture = architecture
        self.command = command
        files = RunFiles(output: output)
        dataDigest = dataset.digest
        classNames = dataset.classNames
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
        guard trainingCount >= options.batchSize else {
            throw .tooFewImages(trainingCount, needed: options.batchSize)
        }

        let state = resuming ? try TrainingState(path: files.state, input: architecture.input) : nil
        if let state {
            if let difference = options.difference(from: state.options) {
                throw .otherOptions(path: files.state, difference: difference)
            }
            guard state.dataDigest == dataDigest else { throw .otherData(path: files.state) }
        }
        best = state?.best
        let team = Team(threads: threads)
        learner = Learner(
            options, architecture, images: dataset.train.subset(split.training), team: team, state: state)
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
        let log = try TrainingLog(path: files.log, keeping: learner.epoch)
        while learner.step < learner.totalSteps {
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
        let epoch = learner.epoch + 1
        let steps = learner.source.steps
        let clock = ContinuousClock()
        let start = clock.now
        var sum = TrainingStep.Result()
        while learner.epoch < epoch {
            if shouldStop() { return nil }
            sum += try learner.takeStep()
            let speed = Double(sum.count) / max(1e-9, (clock.now - start) / .seconds(1))
            let stepsLeft = learner.totalSteps - learner.step
            report(
                .step(
                    StepProgress(
                        epoch: epoch, epochs: options.epochs, step: (learner.step - 1) % steps + 1,
                        steps: steps, loss: sum.loss / Double(sum.count),
                        accuracy: Double(sum.correct) / Double(sum.count), imagesPerSecond: speed,
                        secondsLeft: Double(stepsLeft * options.batchSize) / speed)))
        }
        let seconds = (clock.now - start) / .seconds(1)
        return EpochRecord(
            epoch: epoch, learningRate: learner.learningRate, trainLoss: sum.loss / Double(sum.count),
            trainAccuracy: Double(sum.correct) / Double(sum.count), validationLoss: 0, validationAccuracy: 0,
            imagesPerSecond: Double(sum.count) / seconds, seconds: seconds, isBest: false)
    }
}
