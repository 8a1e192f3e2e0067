import DigitModel
import Foundation
import MNISTData
import Testing

@testable import Training

/// Stopping and going on. Every run here has two epochs of three steps.
struct ResumptionTests {
    private static let recipe = Recipe.small(epochs: 2)
    private static let dataset = MNISTDataset.drawings(train: 24, test: 3)

    /// A run that nobody stopped.
    private static let uninterrupted = Result {
        let folder = try TemporaryFolder()
        _ = try Story(recipe, on: dataset, in: folder)
        return try Remains(in: folder)
    }

    @Test(arguments: [[0], [1], [2, 3], [3], [4], [5], [1, 1, 1, 1, 1]])
    func `a run that was stopped and resumed is, bit for bit, the run that was not`(_ stops: [Int]) throws {
        let folder = try TemporaryFolder()
        var taken = 0
        for (index, steps) in stops.enumerated() {
            let story = try Story(
                Self.recipe, on: Self.dataset, in: folder, stopAfter: steps, resuming: index > 0)
            taken += steps
            #expect(story.finished == nil)
            #expect(story.steps.count == steps)
            try expectValidCheckpoints(story, after: taken)
        }
        let story = try Story(Self.recipe, on: Self.dataset, in: folder, resuming: true)
        #expect(story.steps.count == 6 - taken)
        try Remains(in: folder).expectSame(as: try Self.uninterrupted.get())
    }

    /// What a stop leaves: a last checkpoint of the stop, a best one of the best epoch, or of the stop if there is none.
    private func expectValidCheckpoints(_ story: Story, after steps: Int) throws {
        let (best, last) = (try Checkpoint(path: story.files.best), try Checkpoint(path: story.files.last))
        #expect(last.metadata.notes["epoch"] == "stopped before 2")
        #expect(best.metadata.notes["epoch"] == (steps < 3 ? "stopped before 2" : "1 of 2"))
        #expect((best.fingerprint == last.fingerprint) == (steps <= 3))
    }

    @Test func `a run that goes on with another number of threads is still that run`() throws {
        let (recipe, dataset) = (
            Recipe.small(epochs: 2, batchSize: 20), MNISTDataset.drawings(train: 74, test: 3)
        )
        let (whole, stopped) = (try TemporaryFolder(), try TemporaryFolder())
        _ = try Story(recipe, on: dataset, in: whole, threads: 1)
        _ = try Story(recipe, on: dataset, in: stopped, threads: 2, stopAfter: 2)
        _ = try Story(recipe, on: dataset, in: stopped, threads: 16, stopAfter: 2, resuming: true)
        _ = try Story(recipe, on: dataset, in: stopped, threads: 9, resuming: true)
        let isSame = try whole.bytes("run.state.safetensors") == stopped.bytes("run.state.safetensors")
        #expect(isSame)
    }

    @Test func `a finished run that is resumed says its result again`() throws {
        let folder = try TemporaryFolder()
        let first = try Story(Self.recipe, on: Self.dataset, in: folder)
        let again = try Story(Self.recipe, on: Self.dataset, in: folder, resuming: true)
        #expect(again.steps.isEmpty && again.epochs.isEmpty)
        let (one, other) = (try #require(first.finished), try #require(again.finished))
        #expect(one.best.fingerprint == other.best.fingerprint)
        #expect(one.best.metadata == other.best.metadata)
        #expect(one.test == other.test)
    }

    @Test func `a run goes on without its log, and starts a new one`() throws {
        let folder = try TemporaryFolder()
        _ = try Story(Self.recipe, on: Self.dataset, in: folder, stopAfter: 4)
        try FileManager.default.removeItem(atPath: folder.path + "/run.csv")
        _ = try Story(Self.recipe, on: Self.dataset, in: folder, resuming: true)
        let rows = String(decoding: try folder.bytes("run.csv"), as: UTF8.self).split(separator: "\n")
        #expect(rows.map { $0.prefix(2) } == ["ep", "2,"])
    }

    @Test func `an epoch's time counts what the processes before took, in hundredths of seconds`() throws {
        let folder = try TemporaryFolder()
        let files = try Story(Self.recipe, on: Self.dataset, in: folder, stopAfter: 2).files
        var state = try TrainingState(path: files.state)
        #expect(state.seconds > 0)
        state.seconds = 100.256
        try state.write(to: files.state)
        let story = try Story(Self.recipe, on: Self.dataset, in: folder, resuming: true)
        try #require(story.epochs.count == 2)
        #expect(story.epochs[0].seconds > 100.256 && story.epochs[1].seconds < 100)
        // Three steps of four images, not the last step alone.
        #expect(story.epochs[0].imagesPerSecond < 0.12)
        let rows = String(decoding: try folder.bytes("run.csv"), as: UTF8.self).split(separator: "\n")
        for (row, record) in zip(rows.dropFirst(), story.epochs) {
            let seconds = try #require(row.split(separator: ",").last.flatMap { Double($0) })
            #expect(seconds == (record.seconds * 100).rounded() / 100)
        }
    }

    @Test func `a log that is moved away is there again with the next epoch`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/run.csv"
        _ = try Story(Self.recipe, on: Self.dataset, in: folder) { event in
            guard case .epoch(let record) = event, record.epoch == 1 else { return }
            do { try FileManager.default.removeItem(atPath: path) } catch { Issue.record(error) }
        }
        let rows = String(decoding: try folder.bytes("run.csv"), as: UTF8.self).split(separator: "\n")
        #expect(rows.map { $0.prefix(2) } == ["ep", "1,", "2,"])
    }

    @Test func `what another run left before its first epoch is replaced, what it finished is not`() throws {
        let folder = try TemporaryFolder()
        _ = try Story(.small(epochs: 3), on: Self.dataset, in: folder, stopAfter: 1)
        let files = try Story(.small(epochs: 2), on: Self.dataset, in: folder, stopAfter: 2).files
        #expect(try Checkpoint(path: files.best).metadata.notes["epoch"] == "stopped before 2")
        _ = try Story(.small(epochs: 1), on: Self.dataset, in: folder)
        _ = try Story(.small(epochs: 2), on: Self.dataset, in: folder, stopAfter: 2)
        #expect(try Checkpoint(path: files.best).metadata.notes["epoch"] == "1 of 1")
    }

    @Test func `a run that starts anew does not keep the old one's log`() throws {
        let folder = try TemporaryFolder()
        _ = try Story(Self.recipe, on: Self.dataset, in: folder)
        _ = try Story(Self.recipe, on: Self.dataset, in: folder, stopAfter: 4)
        let rows = String(decoding: try folder.bytes("run.csv"), as: UTF8.self).split(separator: "\n")
        #expect(rows.map { $0.prefix(2) } == ["ep", "1,"])
    }

    static let changes: [(difference: String, change: @Sendable (inout Recipe) -> Void)] = [
        ("epochs was 2, now 3", { $0.epochs = 3 }),
        ("batch_size was 4, now 5", { $0.batchSize = 5 }),
        ("optimizer.learning_rate was 0.01, now 0.02", { $0.optimizer.learningRate = 0.02 }),
        ("optimizer.kind was \"adamw\", now \"sgd\"", { $0.optimizer = .sgd }),
        ("schedule.kind was \"one-cycle\", now \"constant\"", { $0.schedule = .constant }),
        ("loss.label_smoothing was 0.05, now 0.1", { $0.loss.labelSmoothing = 0.1 }),
        ("clip_norm was null, now 1.0", { $0.clipNorm = 1 }),
        ("averaging.decay was 0.8, now 0.9", { $0.averaging = .exponential(decay: 0.9) }),
        ("validation.count was 10, now 11", { $0.validation = .count(11) }),
        ("validation.count was 10, now there is validation.share", { $0.validation = .share(0.5) }),
        ("seed was 1, now 2", { $0.seed = 2 }),
        ("architecture was \"inkling-tiny\", now \"inkling\"", { $0.architecture = "inkling" }),
    ]

    @Test func `a resumption with another recipe or other data is refused by name`() throws {
        let folder = try TemporaryFolder()
        let files = try Story(Self.recipe, on: Self.dataset, in: folder, stopAfter: 1).files
        for (difference, change) in Self.changes {
            var recipe = Self.recipe
            change(&recipe)
            #expect(throws: TrainingError.otherRecipe(path: files.state, difference: difference)) {
                try Story(recipe, on: Self.dataset, in: folder, resuming: true)
            }
        }
        #expect(throws: TrainingError.otherData(path: files.state)) {
            try Story(Self.recipe, on: .drawings(train: 24, test: 3, seed: 2), in: folder, resuming: true)
        }
    }

    @Test func `a state that is not there or not whole is refused`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/run.state.safetensors"
        func resume() throws {
            _ = try Story(Self.recipe, on: Self.dataset, in: folder, resuming: true)
        }
        #expect(throws: TrainingError.nothingToResume(path: path, reason: "there is no such file")) {
            try resume()
        }
        _ = try Story(Self.recipe, on: Self.dataset, in: folder, stopAfter: 1)
        let whole = [UInt8](try folder.bytes("run.state.safetensors"))
        let sound = try SafeTensors(decoding: whole)

        func refuse(_ lacks: String, _ spoil: (inout SafeTensors) -> Void) throws {
            var file = sound
            spoil(&file)
            try TrainingState.sealed(file).encoded().write(to: URL(filePath: path))
            #expect(throws: TrainingError.badState(path: path, lacks: lacks)) { try resume() }
        }
        for key in ["recipe", "data_digest", "step", "seen"] { try refuse(key) { $0.metadata[key] = nil } }
        for step in ["-1", "one", ""] {
            try refuse("a step") { $0.metadata["step"] = step }
        }
        for (index, (name, tensor)) in sound.tensors.enumerated() {
            try refuse("\(tensor.values.count) values of \(name)") {
                $0.tensors[index].tensor = .init(shape: [1], values: [0])
            }
        }
        try Data(whole.dropLast()).write(to: URL(filePath: path))
        let error = try #require(throws: TrainingError.self) { try resume() }
        guard case .badState(path, let lacks) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(lacks.hasPrefix("the form of a training state"))
        try Data(whole).write(to: URL(filePath: path))
        try resume()
    }

    @Test func `a state of which a bit has changed is refused, wherever that is`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/run.state.safetensors"
        _ = try Story(Self.recipe, on: Self.dataset, in: folder, stopAfter: 1)
        let sound = try SafeTensors(decoding: [UInt8](try folder.bytes("run.state.safetensors")))
        var changed = [sound]
        for (index, (_, tensor)) in sound.tensors.enumerated() {
            var file = sound
            let middle = tensor.values.count / 2
            file.tensors[index].tensor.values[middle] = tensor.values[middle].nextUp
            changed.append(file)
        }
        for (key, value) in [("step", "2"), ("data_digest", "other"), ("checksum", "0"), ("more", "")] {
            var file = sound
            file.metadata[key] = value
            changed.append(file)
        }
        changed.append(sound)
        changed[changed.count - 1].metadata["checksum"] = nil
        for (index, file) in changed.enumerated() {
            try file.encoded().write(to: URL(filePath: path))
            if index == 0 {
                _ = try TrainingState(path: path)
            } else {
                #expect(throws: TrainingError.damagedState(path: path)) { try TrainingState(path: path) }
            }
        }
    }
}
