import DigitModel
import MNISTData
import PenStrokes

@testable import Training

/// What a run did, from its start or its resumption to its end.
struct Story {
    let files: RunFiles
    private(set) var steps: [StepProgress] = []
    private(set) var epochs: [EpochRecord] = []
    private var outcome = TrainingRun.Outcome.interrupted

    /// Runs in `folder`, until the end or until `stop` steps were taken; `afterEvent` looks on.
    init(
        _ recipe: Recipe, on dataset: MNISTDataset, strokes: [PenDigit] = [], in folder: TemporaryFolder,
        threads: Int = 2,
        stopAfter stop: Int = .max, resuming: Bool = false, stateInterval: Duration = .seconds(60),
        afterEvent: (TrainingEvent) -> Void = { _ in }
    ) throws {
        let run = try TrainingRun(
            recipe, dataset: dataset, strokes: strokes, output: folder.output, threads: threads,
            command: "a test", resuming: resuming, stateInterval: stateInterval)
        files = run.files
        var (steps, epochs): ([StepProgress], [EpochRecord]) = ([], [])
        outcome = try run.run(shouldStop: { steps.count >= stop }) { event in
            switch event {
            case .step(let progress): steps.append(progress)
            case .epoch(let record): epochs.append(record)
            }
            afterEvent(event)
        }
        (self.steps, self.epochs) = (steps, epochs)
    }

    /// The run's result; nil where it was stopped.
    var finished: (best: Checkpoint, test: Evaluation)? {
        if case .finished(let best, let test) = outcome { (best, test) } else { nil }
    }
}
