import Glibc
import Neural
import Synchronization
import Testing

import class Dispatch.DispatchQueue

@testable import DigitModel

struct EnsembleTests {
    /// Networks of three architectures, each with a temperature and a threshold of its own.
    private static let checkpoints = zip(
        [Architecture.inklingTiny, .cnnSmall, .mlpBase], [0.5, 1.5, 4] as [Float]
    ).map { architecture, temperature in
        var checkpoint = Checkpoint.random(seed: UInt64(architecture.layers.count), architecture)
        checkpoint.metadata.temperature = temperature
        checkpoint.metadata.rejection.threshold = temperature
        checkpoint.metadata.notes["name"] = nil
        return checkpoint
    }

    private let picture = noisePicture(seed: 3)

    /// What a checkpoint says of a picture, by the definitions.
    private func answer(of checkpoint: Checkpoint, to picture: [Float]) -> (
        probabilities: [Double], likelihood: Double
    ) {
        let metadata = checkpoint.metadata
        let logits = LoadedCheckpoint(checkpoint).logits(of: picture)
        let exponentials = logits.map { exp(Double($0) / Double(metadata.temperature)) }
        let sum = exponentials.reduce(0, +)
        let excess = (Double(metadata.rejection.threshold) - log(sum)) / Double(metadata.rejection.scale)
        return (exponentials.map { $0 / sum }, 1 / (1 + exp(excess)))
    }

    private func expectMean(
        _ result: Classification, of answers: [(probabilities: [Double], likelihood: Double)]
    ) {
        let means = (0..<10).map { digit in
            pow(answers.reduce(1) { $0 * $1.probabilities[digit] }, 1 / Double(answers.count))
        }
        for (probability, mean) in zip(result.probabilities, means) {
            #expect(abs(Double(probability) - mean / means.reduce(0, +)) < 1e-5)
        }
        let likelihood = answers.reduce(0) { $0 + $1.likelihood } / Double(answers.count)
        #expect(abs(Double(result.digitLikelihood) - likelihood) < 1e-4)
    }

    @Test(arguments: [[0, 1], [0, 2], [2, 1, 0], [1, 1]])
    func `answers with the geometric mean of its members, each softened by its own`(_ indices: [Int]) {
        let checkpoints = indices.map { Self.checkpoints[$0] }
        let result = Classifier(checkpoints).classify(picture)
        expectMean(result, of: checkpoints.map { answer(of: $0, to: picture) })
        #expect(abs(result.probabilities.reduce(0, +) - 1) < 1e-5)
    }

    @Test func `one member answers as if there were no ensemble, to the bit`() {
        let checkpoint = Self.checkpoints[1]
        let logits = LoadedCheckpoint(checkpoint).logits(of: picture)
        let scaled = logits.map { $0 / checkpoint.metadata.temperature }
        let result = Classifier([checkpoint]).classify(picture)
        #expect(result.probabilities == softmax(scaled))
        #expect(result.digitLikelihood == checkpoint.metadata.rejection.digitLikelihood(of: scaled))
    }

    @Test func `views are averaged like members`() {
        let others = [noisePicture(seed: 8), noisePicture(seed: 9)]
        let checkpoints = Array(Self.checkpoints[..<2])
        let classifier = Classifier(checkpoints) { $0 + others[0] + others[1] }
        let answers = checkpoints.flatMap { checkpoint in
            ([picture] + others).map { answer(of: checkpoint, to: $0) }
        }
        expectMean(classifier.classify(picture), of: answers)
    }

    /// A network that answers its last bias, whatever it sees.
    private func constant(_ logits: [Float], threshold: Float = -100) throws -> Checkpoint {
        var checkpoint = Checkpoint.random(seed: 6)
        let layout = checkpoint.architecture.layout
        var parameters = checkpoint.parameters
        let weight = try #require(layout.entry("fc.weight"))
        layout.setFileValues([Float](repeating: 0, count: weight.count), of: weight, in: &parameters)
        layout.setFileValues(logits, of: try #require(layout.entry("fc.bias")), in: &parameters)
        checkpoint.metadata.temperature = 1
        checkpoint.metadata.rejection = EnergyRejection(threshold: threshold, scale: 1)
        return Checkpoint(
            architecture: checkpoint.architecture, parameters: parameters, metadata: checkpoint.metadata)
    }

    @Test func `members that are sure of different digits are ambiguous together`() throws {
        let (one, two) = (try constant([0, 20] + zeros(8)), try constant([0, 0, 20] + zeros(7)))
        #expect(Classifier([one]).classify(picture).reason == nil)
        #expect(Classifier([two]).classify(picture).reason == nil)
        #expect(Classifier([one, two]).classify(picture).reason == .ambiguous)
        // The surer one has the last word.
        let surer = Classifier([one, try constant([0, 0, 18] + zeros(7))]).classify(picture)
        #expect(surer.reason == nil && surer.digit == 1)
    }

    @Test func `whether it is a digit is the members' mean opinion`() throws {
        let logits: [Float] = [20] + zeros(9)
        let (believer, doubter) = (try constant(logits), try constant(logits, threshold: 22))
        let result = Classifier([believer, doubter]).classify(picture)
        #expect(abs(result.digitLikelihood - (1 + 1 / (1 + exp(Float(2)))) / 2) < 1e-4)
        #expect(result.reason == nil)
        #expect(Classifier([doubter, doubter, believer]).classify(picture).reason == .notADigit)
    }

    private func zeros(_ count: Int) -> [Float] { [Float](repeating: 0, count: count) }

    @Test func `its name and fingerprint are made of its members'`() {
        let (a, b, c) = (Self.checkpoints[0], Self.checkpoints[1], Self.checkpoints[2])
        #expect(Classifier([a]).name == "inkling-tiny")
        #expect(Classifier([a]).fingerprint == a.fingerprint)
        #expect(Classifier([a, b]).name == "inkling-tiny+cnn-small")
        let fingerprints = [[a], [b], [a, b], [b, a], [a, c], [a, a], [a, b, c]].map {
            Classifier($0).fingerprint
        }
        #expect(Set(fingerprints).count == fingerprints.count)
        #expect(fingerprints.allSatisfy { $0.count == 16 })
    }

    @Test(arguments: 0..<3)
    func `it is ready only while every member gives its golden answer`(_ broken: Int) {
        #expect(Classifier(Self.checkpoints).isReady)
        var checkpoints = Self.checkpoints
        checkpoints[broken].metadata.goldenLogits[3] += 0.1
        #expect(!Classifier(checkpoints).isReady)
    }

    @Test func `many threads at once get the answers that one gets`() {
        let classifier = Classifier(Self.checkpoints) { $0 + $0.reversed() }
        let pictures = (0..<4).map { noisePicture(seed: $0) }
        let alone = pictures.map { Classifier(Self.checkpoints) { $0 + $0.reversed() }.classify($0) }
        let wrong = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: 24) { i in
            if classifier.classify(pictures[i % 4]) != alone[i % 4] { wrong.add(1, ordering: .relaxed) }
        }
        #expect(wrong.load(ordering: .relaxed) == 0)
    }

    @Test func `members with other classes are refused, both files named`() throws {
        let folder = try TemporaryFolder()
        let clothes = (0..<10).map { "garment \($0)" }
        let paths = ["a", "b", "c"].map { folder.file("\($0).safetensors") }
        for (index, path) in paths.enumerated() {
            var checkpoint = Self.checkpoints[index]
            if index == 2 { checkpoint.metadata.classLabels = clothes }
            try checkpoint.write(to: path)
        }
        #expect(try Checkpoint.members(paths: [paths[0], paths[1]]).count == 2)
        #expect(try Checkpoint.members(paths: [paths[2], paths[2]]).count == 2)
        let digits = CheckpointMetadata.digits
        let error = CheckpointError.otherClasses(
            path: paths[2], classes: clothes, first: paths[0], firstClasses: digits)
        #expect(throws: error) { try Checkpoint.members(paths: paths) }
        #expect(
            error.description.contains(paths[0]) && error.description.contains(paths[2])
                && error.description.contains("garment 9"))
        let other = CheckpointError.otherClasses(
            path: paths[0], classes: digits, first: paths[2], firstClasses: clothes)
        #expect(throws: other) { try Checkpoint.members(paths: [paths[2], paths[0]]) }
    }
}
