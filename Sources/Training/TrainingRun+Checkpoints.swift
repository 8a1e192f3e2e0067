import DigitModel
import FoundationEssentials
import MNISTData
import Neural

extension TrainingRun {
    /// Validates the averaged weights after an epoch and writes what is worth keeping: the log's row, the last
    /// checkpoint, the best if it is that, and the state.
    func keepEpoch(_ record: inout EpochRecord, log: inout TrainingLog) throws {
        let (checkpoint, validated) = try validate(epoch: record.epoch)
        // By the temperature that is fitted to these very images: a little less than the loss of the raw logits.
        record.validationLoss = validated.loss
        record.validationAccuracy = validated.accuracy
        learner.schedule.epochEnded(validationLoss: validated.loss)
        let result = TrainingState.BestEpoch(
            epoch: record.epoch, accuracy: validated.accuracy, loss: validated.loss)
        record.isBest = result.isBetter(than: best)
        if record.isBest { best = result }
        (seen, seconds) = (TrainingStep.Result(), 0)
        // Before the state: a row too many is dropped by a run that goes on, a missing one would stay so.
        try log.append(record)
        try files.commit(state, best: record.isBest ? checkpoint : nil, last: checkpoint)
    }

    /// Writes the last checkpoint and the state of a run that stops within an epoch, and the output too where no
    /// epoch was finished yet.
    func keepInterrupted() throws {
        let (checkpoint, _) = try validate(epoch: nil)
        let replacesBest = best == nil && !holdsFinishedEpoch(files.best)
        try files.commit(state, best: replacesBest ? checkpoint : nil, last: checkpoint)
    }

    /// Whether a run, this or another, left something at `path` that may be good: only a finished epoch replaces it.
    private func holdsFinishedEpoch(_ path: String) -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return false }
        do throws(CheckpointError) {
            return try Checkpoint(path: path).metadata.notes["epoch"]?.hasPrefix(Self.brokenOff) != true
        } catch {
            return true
        }
    }

    /// What a checkpoint says of its epoch where it has none, before the epochs that there were to be.
    private static let brokenOff = "stopped before "

    /// Measures the best epoch on the test images, once, and notes it in the checkpoint.
    func finish() throws -> Outcome {
        var checkpoint = try Checkpoint(path: files.best)
        let result = evaluator.evaluate(checkpoint, on: material.test)
        checkpoint.metadata.noteTest(result)
        try files.write(checkpoint, to: files.best)
        return .finished(best: checkpoint, test: result)
    }

    /// A checkpoint of the averaged weights, calibrated on the validation images, and how it does on them.
    ///
    /// - Throws: `TrainingError.diverged` where the last step left numbers that no checkpoint may hold.
    private func validate(epoch: Int?) throws(TrainingError) -> (Checkpoint, Evaluation) {
        let plan = InferencePlan(
            architecture, parameters: learner.weights, inputMean: InputNormalization.mean,
            inputDeviation: InputNormalization.deviation)
        let logits = evaluator.logits(of: material.validation, by: plan)
        let labels = material.validation.labels.map(Int.init)
        let calibration = Calibration(
            logits: logits, labels: labels,
            outliers: evaluator.logits(of: material.validationOutliers, by: plan))
        let result = Evaluation(
            logits: logits, labels: labels, classes: Architecture.classes,
            temperature: calibration.temperature)
        // The square, because rectifiers take numbers that overflowed for 0, and the answers look sound again.
        guard result.loss.isFinite, learner.network.parameters.values.allSatisfy({ ($0 * $0).isFinite })
        else {
            throw .diverged(step: learner.step)
        }
        var workspace = plan.makeWorkspace()
        let metadata = CheckpointMetadata(
            inputMean: InputNormalization.mean, inputDeviation: InputNormalization.deviation,
            temperature: calibration.temperature, rejection: calibration.rejection,
            goldenLogits: plan.logits(of: GoldenInput.pixels(for: architecture.input), workspace: &workspace),
            notes: notes(epoch: epoch, validationAccuracy: result.accuracy), classLabels: material.classNames)
        let checkpoint = Checkpoint(
            architecture: architecture, parameters: learner.weights, metadata: metadata)
        return (checkpoint, result)
    }

    private func notes(epoch: Int?, validationAccuracy: Double) -> [String: String] {
        var facts = [
            "name": architecture.name,
            "seed": "\(recipe.seed)",
            "command": command,
            "recipe": recipeText,
            "created": Date.now.formatted(.iso8601.year().month().day()),
            "data_digest": material.digest,
            "train_images": "\(material.training.count)",
            "validation_images": "\(material.validation.count)",
            "parameters": "\(architecture.parameterCount)",
            "multiply_adds": "\(architecture.multiplyAdds)",
            "epoch": epoch.map { "\($0) of \(recipe.epochs)" } ?? Self.brokenOff + "\(recipe.epochs)",
            "validation_accuracy": "\(validationAccuracy)",
            "trained_on": "\(machine.processor), \(machine.kernels), \(machine.threads) threads",
        ]
        if material.extraCount > 0 { facts["extra_images"] = "\(material.extraCount)" }
        if !teachers.isEmpty { facts["teachers"] = teachers.joined(separator: ", ") }
        return facts
    }

    /// What `--resume` needs.
    var state: TrainingState {
        TrainingState(
            recipe: recipe, dataDigest: material.digest, teachers: teachers, step: learner.step, seen: seen,
            seconds: seconds, best: best,
            memory: learner.memory.map { ($0.name, $0.buffer.values) })
    }
}
