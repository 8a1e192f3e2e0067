import DigitModel
import Foundation
import MNISTData
import Neural
import Testing

@testable import Training

struct TrainingRunTests {
    @Test func `a run learns bars and crosses, and leaves the files that it promises`() throws {
        let folder = try TemporaryFolder()
        let dataset = MNISTDataset.drawings(train: 58, test: 30)
        let story = try Story(.small(epochs: 8), on: dataset, in: folder)
        let (best, test) = try #require(story.finished)
        #expect(test.accuracy >= 0.9)
        #expect(
            try folder.names() == [
                "run.csv", "run.last.safetensors", "run.safetensors", "run.state.safetensors",
            ])
        let isWritten = try Checkpoint(path: story.files.best) == best
        #expect(isWritten)
        #expect(Evaluator(team: Team(threads: 1)).evaluate(best, on: dataset.test) == test)
        #expect(best.metadata.notes["test_accuracy"] == "\(test.accuracy)")
        #expect(best.metadata.notes["command"] == "a test")
        let recipe = try #require(best.metadata.notes["recipe"])
        #expect(try Recipe(json: recipe) == .small(epochs: 8))
        #expect(best.metadata.notes["data_digest"] == dataset.digest)
        #expect(best.metadata.notes["train_images"] == "48")
        let machine = Machine.current(Team(threads: 2))
        #expect(best.metadata.notes["trained_on"] == "\(machine.processor), \(machine.kernels), 2 threads")
        let last = try Checkpoint(path: story.files.last)
        #expect(last.metadata.notes["epoch"] == "8 of 8")

        // The best epoch is the one with the most right, among equals the one with the smaller loss.
        let expected = try #require(
            story.epochs.max {
                ($0.validationAccuracy, -$0.validationLoss) < ($1.validationAccuracy, -$1.validationLoss)
            })
        #expect(best.metadata.notes["epoch"] == "\(expected.epoch) of 8")
        #expect(story.epochs.last { $0.isBest } == expected)

        #expect(story.epochs.map(\.epoch) == Array(1...8))
        #expect(story.steps.map(\.step) == (0..<8).flatMap { _ in Array(1...12) })
        #expect(story.steps.allSatisfy { $0.steps == 12 && $0.epochs == 8 && $0.secondsLeft >= 0 })
        try expectLog(of: story, in: folder)
    }

    /// The log has a row for each epoch, with its numbers.
    private func expectLog(of story: Story, in folder: TemporaryFolder) throws {
        let text = try #require(String(data: try folder.bytes("run.csv"), encoding: .utf8))
        let rows = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        #expect(text.hasSuffix("\n"))
        #expect(
            rows.first == [
                "epoch", "learning_rate", "train_loss", "train_accuracy", "validation_loss",
                "validation_accuracy", "images_per_second", "seconds",
            ])
        try #require(rows.count == story.epochs.count + 1)
        for (row, record) in zip(rows.dropFirst(), story.epochs) {
            let expected = [
                Double(record.epoch), Double(record.learningRate), record.trainLoss, record.trainAccuracy,
                record.validationLoss, record.validationAccuracy,
            ]
            for (cell, value) in zip(row, expected) {
                #expect(abs(try #require(Double(cell)) - value) <= 1e-5)
            }
        }
    }

    @Test func `the same seed gives the same weights, on any number of threads; another seed, others`() throws
    {
        func fingerprint(seed: UInt64, threads: Int) throws -> String {
            // A step of more images than lanes: there the sums depend on how a batch is cut.
            var recipe = Recipe.small(epochs: 1, batchSize: 20)
            recipe.seed = seed
            let story = try Story(
                recipe, on: .drawings(train: 74, test: 3), in: try TemporaryFolder(), threads: threads)
            return try #require(story.finished).best.fingerprint
        }
        let first = try fingerprint(seed: 1, threads: 2)
        for threads in [1, 2, 3, 8, 9, 16] {
            #expect(try fingerprint(seed: 1, threads: threads) == first, "\(threads) threads")
        }
        #expect(try fingerprint(seed: 2, threads: 2) != first)
    }

    @Test(arguments: [Float(1e20), 1e38])
    func `a learning rate that explodes is said, and leaves no checkpoint`(_ rate: Float) throws {
        for batchSize in [4, 14] {
            // With 14 there is one step only: nothing but its result tells.
            var recipe = Recipe.small(epochs: 1, batchSize: batchSize)
            recipe.optimizer.learningRate = rate
            let folder = try TemporaryFolder()
            let error = try #require(throws: TrainingError.self) {
                try Story(recipe, on: .drawings(train: 24, test: 3), in: folder)
            }
            guard case .diverged(let step) = error else {
                Issue.record("\(error)")
                continue
            }
            #expect((1...3).contains(step))
            #expect(try folder.names() == ["run.csv"])
        }
    }

    @Test(arguments: [(Float(0.0001), 0), (0.17, 9)])
    func `a share that is no validation set is refused by its count`(_ share: Float, _ count: Int) throws {
        var recipe = Recipe.small()
        recipe.validation = .share(share)
        let folder = try TemporaryFolder()
        let expected = TrainingError.badOption(
            name: "validation.share", value: "\(share), \(count) of 54 images",
            needs: "a share of at least 10 images")
        #expect(throws: expected) { try Story(recipe, on: .drawings(train: 54), in: folder) }
        #expect(try folder.names().isEmpty)
        recipe.validation = .share(0.19)
        _ = try Story(recipe, on: .drawings(train: 54), in: folder)
    }

    @Test func `an output that cannot be written is said before anything is learnt`() throws {
        let folder = try TemporaryFolder()
        let output = folder.path + "/none/run.safetensors"
        let run = try TrainingRun(
            .small(), dataset: .drawings(train: 24), output: output, threads: 1, command: "", resuming: false)
        let expected = TrainingError.unwritable(
            path: folder.path + "/none/run.csv", reason: "there is no such file")
        #expect(throws: expected) {
            try run.run(shouldStop: { false }) { _ in Issue.record("a step was taken") }
        }
    }

    @Test func `the files of a run are named after its output`() {
        let files = RunFiles(output: "runs/a.safetensors")
        #expect(files.best == "runs/a.safetensors")
        #expect(files.last == "runs/a.last.safetensors")
        #expect(files.state == "runs/a.state.safetensors")
        #expect(files.log == "runs/a.csv")
        #expect(RunFiles(output: "runs/b").log == "runs/b.csv")
    }
}
