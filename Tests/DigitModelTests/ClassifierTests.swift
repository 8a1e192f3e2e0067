import Glibc
import Neural
import Synchronization
import Testing

import class Dispatch.DispatchQueue

@testable import DigitModel

struct ClassifierTests {
    private let classifier = Classifier([Checkpoint.random(seed: 5)])

    @Test func `many threads at once get the answers that one gets`() {
        let pictures = (0..<4).map { noisePicture(seed: $0) }
        let alone = pictures.map { classifier.members[0].logits(of: $0).map(\.bitPattern) }
        let wrong = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: 24) { i in
            let logits = classifier.members[0].logits(of: pictures[i % pictures.count]).map(\.bitPattern)
            if logits != alone[i % pictures.count] { wrong.add(1, ordering: .relaxed) }
        }
        #expect(wrong.load(ordering: .relaxed) == 0)
        #expect(Set(alone.map { "\($0)" }).count == pictures.count, "the pictures are not all one")
    }

    @Test func `probabilities are softened by the checkpoint's temperature`() {
        let picture = noisePicture(seed: 1)
        let result = classifier.classify(picture)
        let exponentials = classifier.members[0].logits(of: picture).map { exp(Double($0) / 1.25) }
        let sum = exponentials.reduce(0, +)
        for (actual, expected) in zip(result.probabilities, exponentials) {
            #expect(abs(Double(actual) - expected / sum) < 1e-5)
        }
        #expect(abs(result.probabilities.reduce(0, +) - 1) < 1e-5)
        let likelihood = 1 / (1 + exp((2 - log(sum)) / 0.5))
        #expect(abs(Double(result.digitLikelihood) - likelihood) < 1e-4)
    }

    @Test func `a picture in two framings gets the mean of both answers, in none it is blank`() {
        let pictures = [noisePicture(seed: 1), noisePicture(seed: 3)]
        let answers = pictures.map(classifier.answer(to:))
        let both = classifier.classify(framings: pictures)
        let weights = (0..<10).map { exp((answers[0].logits[$0] + answers[1].logits[$0]) / 2) }
        for (actual, weight) in zip(both.probabilities, weights) {
            #expect(abs(actual - weight / weights.reduce(0, +)) < 1e-5)
        }
        #expect(abs(both.digitLikelihood - (answers[0].likelihood + answers[1].likelihood) / 2) < 1e-5)
        #expect(classifier.classify(framings: [pictures[0]]) == classifier.classify(pictures[0]))
        #expect(classifier.classify(framings: []) == .blank)
    }

    /// A network that answers its last bias, whatever it sees.
    private func constant(_ logits: [Float], threshold: Float = -100) throws -> Classifier {
        let random = Checkpoint.random(seed: 6)
        let layout = random.architecture.layout
        var parameters = random.parameters
        let weight = try #require(layout.entry("fc.weight"))
        layout.setFileValues([Float](repeating: 0, count: weight.count), of: weight, in: &parameters)
        layout.setFileValues(logits, of: try #require(layout.entry("fc.bias")), in: &parameters)
        var metadata = random.metadata
        metadata.temperature = 1
        metadata.rejection = EnergyRejection(threshold: threshold, scale: 1)
        metadata.goldenLogits = logits
        return Classifier([
            Checkpoint(architecture: random.architecture, parameters: parameters, metadata: metadata)
        ])
    }

    @Test func `an answer is accepted, ambiguous or no digit`() throws {
        let picture = noisePicture(seed: 2)
        let clear: [Float] = [0, 0, 0, 0, 0, 0, 0, 9, 0, 0]
        #expect(try constant(clear).classify(picture).reason == nil)
        #expect(try constant(clear).classify(picture).digit == 7)
        // The second has just over, then just under, half of the first's probability.
        let close = try constant([0, 0, 9, 0, 0, 0, 0, 9 - log(1.99), 0, 0]).classify(picture)
        #expect(close.reason == .ambiguous)
        #expect(close.digit == 2)
        #expect(try constant([0, 0, 9, 0, 0, 0, 0, 9 - log(2.01), 0, 0]).classify(picture).reason == nil)
        // Not a digit goes before ambiguous.
        let faint = try constant([0, 0, 9, 0, 0, 0, 0, 9, 0, 0], threshold: 20).classify(picture)
        #expect(faint.reason == .notADigit)
        #expect(faint.digitLikelihood < 0.5)
    }

    @Test func `it is ready while the golden input gets its answer`() throws {
        #expect(classifier.isReady)
        var checkpoint = classifier.members[0].checkpoint
        checkpoint.metadata.goldenLogits[9] += 0.1
        #expect(!Classifier([checkpoint]).isReady)
        checkpoint.metadata.goldenLogits[9] = .nan
        #expect(!Classifier([checkpoint]).isReady)
    }

    @Test func `the golden input is a picture with ink and ground`() {
        #expect(GoldenInput.pixels.count == 784)
        #expect(GoldenInput.pixels.allSatisfy { (0...1).contains($0) })
        #expect(GoldenInput.pixels[7 * 28 + 14] == 1, "the bar of the 7")
        #expect(GoldenInput.pixels[14 * 28 + 4] == 0, "beside it")
    }
}
