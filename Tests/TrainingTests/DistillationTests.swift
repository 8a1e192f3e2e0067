import DigitModel
import Foundation
import MNISTData
import Testing

@testable import Training

/// Runs that learn from teachers, of two epochs of three steps.
struct DistillationTests {
    private static let dataset = MNISTDataset.drawings(train: 24, test: 3)
    private let teachers: [String]
    private let folder: TemporaryFolder

    /// Two teachers of one epoch each, in files.
    init() throws {
        let folder = try TemporaryFolder()
        teachers = try [Architecture.inklingTiny, .mlpBase].map { architecture in
            var recipe = Recipe.small(epochs: 1)
            recipe.architecture = architecture.name
            let story = try Story(recipe, on: Self.dataset, in: try TemporaryFolder())
            let path = folder.path + "/\(architecture.name).safetensors"
            try #require(story.finished).best.write(to: path)
            return path
        }
        self.folder = folder
    }

    private func recipe(weight: Float = 0.9, teachers: [String]? = nil) -> Recipe {
        var recipe = Recipe.small(epochs: 2)
        recipe.architecture = Architecture.cnnSmall.name
        var distillation = Recipe.Distillation(teachers: teachers ?? self.teachers)
        distillation.weight = weight
        recipe.distillation = distillation
        return recipe
    }

    private func fingerprint(_ recipe: Recipe, threads: Int = 2) throws -> String {
        let story = try Story(recipe, on: Self.dataset, in: try TemporaryFolder(), threads: threads)
        return try #require(story.finished).best.fingerprint
    }

    @Test func `the weights follow from the teachers, their share and nothing else`() throws {
        let taught = try fingerprint(recipe())
        #expect(try fingerprint(recipe(), threads: 1) == taught, "the same on any number of threads")
        #expect(try fingerprint(recipe(teachers: [teachers[0]])) != taught)
        #expect(try fingerprint(recipe(weight: 0.8)) != taught)
        var plain = recipe()
        plain.distillation = nil
        #expect(try fingerprint(recipe(weight: 0)) == fingerprint(plain), "no share, no teachers")
    }

    @Test func `the bench times the steps of a run with teachers, too`() throws {
        let images = Self.dataset.train
        let result = try TrainingBench(timing: recipe(), on: images, threads: 2, steps: 1)
        #expect(result.architecture == "cnn-small" && result.imagesPerSecond > 0)
        let missing = folder.path + "/nobody.safetensors"
        let reason = CheckpointError.unreadable(path: missing, reason: "there is no such file")
        #expect(throws: TrainingError.badTeacher(reason)) {
            try TrainingBench(timing: recipe(teachers: [missing]), on: images, threads: 2, steps: 1)
        }
    }

    @Test func `the checkpoint names its teachers by their weights`() throws {
        let best = try #require(
            try Story(recipe(), on: Self.dataset, in: try TemporaryFolder()).finished
        ).best
        let names = try teachers.map { path in
            let teacher = try Checkpoint(path: path)
            return "\(teacher.architecture.name) \(teacher.fingerprint)"
        }
        #expect(best.metadata.notes["teachers"] == names.joined(separator: ", "))
        #expect(try Checkpoint(path: teachers[0]).metadata.notes["teachers"] == nil)
    }

    @Test func `a run that was stopped and resumed is, bit for bit, the run that was not`() throws {
        let whole = try TemporaryFolder()
        _ = try Story(recipe(), on: Self.dataset, in: whole)
        let stopped = try TemporaryFolder()
        _ = try Story(recipe(), on: Self.dataset, in: stopped, stopAfter: 2)
        _ = try Story(recipe(), on: Self.dataset, in: stopped, resuming: true)
        let isSame = try whole.bytes("run.state.safetensors") == stopped.bytes("run.state.safetensors")
        #expect(isSame)
    }

    @Test func `a resumption with other weights in a teacher's file is refused`() throws {
        let run = try TemporaryFolder()
        let files = try Story(recipe(), on: Self.dataset, in: run, stopAfter: 2).files
        try Checkpoint(path: teachers[1]).write(to: teachers[0])
        #expect(throws: TrainingError.otherTeachers(path: files.state)) {
            try Story(recipe(), on: Self.dataset, in: run, resuming: true)
        }
    }

    @Test func `a teacher that cannot be read is named`() throws {
        let missing = folder.path + "/nobody.safetensors"
        let reason = CheckpointError.unreadable(path: missing, reason: "there is no such file")
        #expect(throws: TrainingError.badTeacher(reason)) {
            try Story(
                recipe(teachers: [teachers[0], missing]), on: Self.dataset, in: try TemporaryFolder())
        }
        #expect(TrainingError.badTeacher(reason).isBadInput)
        #expect("\(TrainingError.badTeacher(reason))".contains(missing))
    }
}
