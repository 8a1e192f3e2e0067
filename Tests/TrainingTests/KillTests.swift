import DigitModel
import Foundation
import MNISTData
import Testing

@testable import Training

/// Runs that end without a word, as by SIGKILL or on a full disk, and what goes on from what they left. Every run here
/// has epochs of three steps.
struct KillTests {
    private static let dataset = MNISTDataset.drawings(train: 24, test: 3)

    /// Recipes that together have every optimiser, schedule, average and the rest that has a memory.
    static let recipes: [Recipe] = {
        let changes: [(inout Recipe) -> Void] = [
            { _ in },
            {
                $0.optimizer = .sgd
                $0.optimizer.method = .sgd(momentum: 0.9, nesterov: true)
                // So slow, and without statistics that move by themselves, that the loss stands still.
                $0.architecture = "cnn-small"
                $0.optimizer.learningRate = 1e-6
                $0.schedule = .plateau(factor: 0.1, patience: 0)
                $0.averaging = .stochastic(startShare: 0.4, every: .epoch)
                $0.clipNorm = 0.1
            },
            {
                $0.optimizer = .adam
                $0.schedule = .cosine(warmUpShare: 0.3)
                $0.averaging = .stochastic(startShare: 0.4, every: .step)
                $0.initialization = .xavier
            },
            {
                $0.optimizer.method = .sgd(momentum: 0)
                $0.schedule = .constant
                $0.averaging = .none
                $0.earlyStoppingPatience = 1
            },
        ]
        return changes.map { change in
            var recipe = Recipe.small(epochs: 3)
            change(&recipe)
            return recipe
        }
    }()

    @Test(arguments: recipes.indices)
    func `a run that was killed and resumed is, bit for bit, the run that was not`(_ index: Int) throws {
        let recipe = Self.recipes[index]
        let folder = try TemporaryFolder()
        // The folder after every event is what a kill right then would leave.
        var copies: [Result<TemporaryFolder, any Error>] = []
        let whole = try Story(recipe, on: Self.dataset, in: folder, stateInterval: .zero) { _ in
            copies.append(Result { try TemporaryFolder(copying: folder) })
        }
        let expected = try Remains(in: folder)
        // After the second step, and in the second epoch after the first and the third: the state is of a step before.
        for (place, taken) in [(1, 1), (4, 3), (6, 5)] {
            let copy = try copies[place].get()
            let rest = try Story(recipe, on: Self.dataset, in: copy, resuming: true)
            #expect(rest.steps.count == whole.steps.count - taken)
            try Remains(in: copy).expectSame(as: expected)
        }
        let early = try copies[0].get()
        #expect(try early.names() == ["run.csv"])
    }

    @Test func `the schedule, the average and the early end of these recipes do something`() throws {
        let stories = try Self.recipes.map { recipe in
            try Story(recipe, on: Self.dataset, in: try TemporaryFolder())
        }
        #expect(Set(stories.compactMap { $0.finished?.best.fingerprint }).count == stories.count)
        #expect(Set(stories[1].epochs.map(\.learningRate)).count > 1)
    }

    private static let recipe = Recipe.small(epochs: 2)

    /// A folder as the run left it after its first epoch, and after its second.
    private func epochs() throws -> (first: TemporaryFolder, second: TemporaryFolder) {
        let folder = try TemporaryFolder()
        var first: Result<TemporaryFolder, any Error>?
        _ = try Story(Self.recipe, on: Self.dataset, in: folder) { event in
            if case .epoch = event, first == nil { first = Result { try TemporaryFolder(copying: folder) } }
        }
        return (try #require(first).get(), folder)
    }

    private func move(_ old: String, _ new: String) throws {
        try FileManager.default.moveItem(atPath: old, toPath: new)
    }

    @Test func `checkpoints that a kill kept from their names get them`() throws {
        let (first, second) = try epochs()
        let files = RunFiles(output: first.output)
        try move(files.best, files.pending(files.best, step: 3))
        try move(files.last, files.pending(files.last, step: 3))
        let run = try TrainingRun(
            Self.recipe, dataset: Self.dataset, output: first.output, threads: 2, command: "a test",
            resuming: true)
        #expect(
            try first.names() == [
                "run.csv", "run.last.safetensors", "run.safetensors", "run.state.safetensors",
            ])
        _ = try run.run(shouldStop: { false }) { _ in }
        try Remains(in: first).expectSame(as: try Remains(in: second))
    }

    @Test func `checkpoints whose state was never written are made again`() throws {
        let (first, second) = try epochs()
        let files = RunFiles(output: first.output)
        try Data("half a checkpoint".utf8).write(to: URL(filePath: files.pending(files.best, step: 6)))
        try Data("of its epoch".utf8).write(to: URL(filePath: files.pending(files.last, step: 6)))
        _ = try Story(Self.recipe, on: Self.dataset, in: first, resuming: true)
        try Remains(in: first).expectSame(as: try Remains(in: second))
    }

    @Test(arguments: [false, true])
    func `what killed runs left for steps without a state is removed, and nothing else`(_ isResuming: Bool)
        throws
    {
        let (folder, _) = try epochs()
        let files = RunFiles(output: folder.output)
        for name in [files.pending(files.best, step: 1), files.pending(files.last, step: 99)] {
            try Data("half a checkpoint".utf8).write(to: URL(filePath: name))
        }
        let others = ["run.safetensors.step-by-step", "run2.safetensors.step-1"]
        for name in others { try Data().write(to: URL(filePath: folder.path + "/" + name)) }
        _ = try Story(
            Self.recipe, on: Self.dataset, in: folder, stopAfter: 1, resuming: isResuming)
        let expected = [
            "run.csv", "run.last.safetensors", "run.safetensors", "run.state.safetensors",
        ]
        #expect(try folder.names() == (expected + others).sorted())
    }

    @Test func `a state that cannot be written leaves the checkpoints of the one before`() throws {
        let folder = try TemporaryFolder()
        let files = RunFiles(output: folder.output)
        var before: [Data] = []
        let error = try #require(throws: TrainingError.self) {
            try Story(Self.recipe, on: Self.dataset, in: folder) { event in
                guard case .epoch = event, before.isEmpty else { return }
                do {
                    before = [try folder.bytes("run.safetensors"), try folder.bytes("run.last.safetensors")]
                    // A folder in the state's place stands for a disk that takes no more.
                    try FileManager.default.removeItem(atPath: files.state)
                    try FileManager.default.createDirectory(
                        atPath: files.state + "/full", withIntermediateDirectories: true)
                } catch {
                    Issue.record(error)
                }
            }
        }
        guard case .unwritable(files.state, _) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(!error.isBadInput)
        let after = [try folder.bytes("run.safetensors"), try folder.bytes("run.last.safetensors")]
        #expect(after == before)
        #expect(
            try folder.names() == [
                "run.csv", "run.last.safetensors", "run.safetensors", "run.state.safetensors",
            ])
    }

    @Test func `a run ends where no epoch was better for as long as it waits`() throws {
        var recipe = Recipe.small(epochs: 40)
        recipe.optimizer.learningRate = 1e-9
        recipe.schedule = .constant
        recipe.earlyStoppingPatience = 2
        let story = try Story(recipe, on: Self.dataset, in: try TemporaryFolder())
        let best = try #require(story.epochs.last { $0.isBest })
        #expect(story.epochs.count == best.epoch + 2 && story.epochs.count < 40)
        #expect(story.finished?.best.metadata.notes["epoch"] == "\(best.epoch) of 40")
    }
}
