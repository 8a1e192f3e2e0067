public import DigitModel
import FoundationEssentials
public import MNISTData
import Neural
public import PenStrokes

/// A whole run: epochs of steps, validation after each, the best and the last checkpoint, and a state to resume from.
public final class TrainingRun {
    public let recipe: Recipe
    public let architecture: Architecture
    public let files: RunFiles

    /// What is learnt from, chosen by and measured on.
    public let material: TrainingMaterial

    let command: String
    let recipeText: String
    /// The teachers by name and fingerprint, in the recipe's order.
    let teachers: [String]
    let learner: Learner
    let evaluator: Evaluator
    var best: TrainingState.BestEpoch?

    /// What the steps of the epoch that is going on have seen.
    var seen = TrainingStep.Result()

    /// How long they took, in the processes before this one too.
    var seconds = 0.0

    let machine: Machine

    /// How long a run may go on without writing a state.
    private let stateInterval: Duration

    /// Prepares a run, or the rest of one where `resuming`.
    ///
    /// - Parameters:
    ///   - strokes: digits that people drew, for a recipe that asks for them.
    ///   - extra: pictures that people said something about.
    ///   - stateInterval: how long it may go on without writing a state.
    /// - Throws: `TrainingError` for a recipe that cannot be trained, or a state that is not this run's.
    public init(
        _ recipe: Recipe, dataset: MNISTDataset, strokes: [PenDigit] = [],
        extra: ExtraPictures = ExtraPictures(), output: String, threads: Int, command: String, resuming: Bool,
        stateInterval: Duration = .seconds(60)
    ) throws(TrainingError) {
        let architecture = try recipe.checkedArchitecture().taking(dataset.train)
        let teachers = try recipe.loadTeachers(lookingAt: dataset.train)
        self.teachers = teachers.map { "\($0.name) \($0.fingerprint)" }
        self.recipe = recipe
        self.architecture = architecture
        self.command = command
        self.stateInterval = stateInterval
        recipeText = try recipe.json(pretty: false)
        files = RunFiles(output: output)
        let team = Team(threads: threads)
        material = try TrainingMaterial(
            recipe, dataset: dataset, strokes: strokes, extra: extra, team: team)
        machine = .current(team)
        learner = Learner(
            recipe, architecture, images: material.training, outliers: material.outliers, teachers: teachers,
            team: team)
        evaluator = Evaluator(team: team)
        if resuming { try resume(from: try TrainingState(path: files.state)) }
    }

    /// Goes on from a state, which has to be this run's.
    private func resume(from state: TrainingState) throws(TrainingError) {
        if let difference = try recipe.difference(from: state.recipe) {
            throw .otherRecipe(path: files.state, difference: difference)
        }
        guard state.dataDigest == material.digest else { throw .otherData(path: files.state) }
        guard state.teachers == teachers else { throw .otherTeachers(path: files.state) }
        try state.restore(learner, path: files.state)
        try files.settle(step: state.step)
        (best, seen, seconds) = (state.best, state.seen, state.seconds)
    }

    /// How a run ended.
    public enum Outcome: Sendable {
        /// The best epoch's checkpoint, and how it does on the test images, which nothing was chosen by.
        case finished(best: Checkpoint, test: Evaluation)
        /// Stopped on request; the checkpoints are valid, and `--resume` goes on.
        case interrupted
    }

    /// Whether the run ended before its last epoch, because none had been better for as long as the recipe waits.
    public var isStoppedEarly: Bool {
        guard let patience = recipe.earlyStoppingPatience, let best, learner.step < learner.totalSteps
        else { return false }
        return learner.epoch - best.epoch >= patience
    }

    /// Trains until the last epoch, until there has been no better one for long, or until `shouldStop` says so
    /// between two steps.
    public func run(shouldStop: () -> Bool, report: (TrainingEvent) -> Void) throws -> Outcome {
        try files.removePending()
        var log = try TrainingLog(path: files.log, keeping: learner.epoch)
        while learner.step < learner.totalSteps, !isStoppedEarly {
            guard var record = try trainEpoch(shouldStop: shouldStop, report: report) else {
                try keepInterrupted()
                return .interrupted
            }
            try keepEpoch(&record, log: &log)
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
        let (before, secondsBefore) = (seen.count, seconds)
        var lastState = start
        while learner.epoch < epoch {
            if shouldStop() { return nil }
            if seen.count > 0, clock.now - lastState >= stateInterval {
                try files.commit(state)
                lastState = clock.now
            }
            seen += try learner.takeStep()
            let elapsed = max(1e-9, (clock.now - start) / .seconds(1))
            seconds = secondsBefore + elapsed
            let speed = Double(seen.count - before) / elapsed
            let stepsLeft = learner.totalSteps - learner.step
            report(
                .step(
                    StepProgress(
                        epoch: epoch, epochs: recipe.epochs, step: (learner.step - 1) % steps + 1,
                        steps: steps, loss: seen.loss / Double(seen.count),
                        accuracy: seen.accuracy, imagesPerSecond: speed,
                        secondsLeft: Double(stepsLeft * recipe.batchSize) / speed)))
        }
        return EpochRecord(
            epoch: epoch, learningRate: learner.learningRate, trainLoss: seen.loss / Double(seen.count),
            trainAccuracy: seen.accuracy, validationLoss: 0,
            validationAccuracy: 0,
            imagesPerSecond: Double(seen.count) / seconds, seconds: seconds, isBest: false)
    }
}
