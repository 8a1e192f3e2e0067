import DigitModel
import MNISTData
import Neural
import Testing

@testable import Training

struct TeachersTests {
    /// Networks of two architectures, untrained, each with a scale of its own.
    static let checkpoints = [(Architecture.inklingTiny, Float(0.3081)), (.mlpBase, 0.5)].map {
        architecture, deviation in
        Checkpoint(
            architecture: architecture,
            parameters: HeInitialization().parameters(for: architecture.layout, seed: 2),
            metadata: CheckpointMetadata(
                inputMean: 0.1307, inputDeviation: deviation, temperature: 1.5,
                rejection: EnergyRejection(threshold: 0, scale: 1), goldenLogits: [], notes: [:]))
    }

    /// A batch in a student's inputs, as a run has it; and what pixels those are.
    private func batch(_ count: Int) -> (inputs: FloatBuffer, pixels: [[Float]]) {
        let images = drawings(count: count, seed: 3)
        let pixels = (0..<count).map { images.pixels[images.pixelRange(of: $0)].map { Float($0) / 255 } }
        let inputs = pixels.flatMap { image in
            image.map { ($0 - InputNormalization.mean) / InputNormalization.deviation }
        }
        return (FloatBuffer(inputs), pixels)
    }

    @Test(arguments: [1, 5, 8, 21])
    func `answer with the mean of their softened probabilities`(_ count: Int) {
        let (inputs, pixels) = batch(count)
        let teachers = Teachers(Self.checkpoints, temperature: 3, batchSize: 21)
        teachers.look(at: inputs, count: count, team: Team(threads: 2))
        let answers = teachers.answers.values
        for (index, image) in pixels.enumerated() {
            let alone = Self.checkpoints.map {
                softmax(LoadedCheckpoint($0).logits(of: image), temperature: 3)
            }
            for k in 0..<10 {
                #expect(abs(answers[index * 10 + k] - (alone[0][k] + alone[1][k]) / 2) < 1e-5)
            }
        }
        #expect(answers[(count * 10)...].allSatisfy { $0 == 0 }, "beyond the batch nothing is written")
    }

    @Test func `answer the same with any number of threads, to the bit, and whatever they saw before`() {
        let (inputs, _) = batch(21)
        let answers = [1, 2, 5].map { threads in
            let teachers = Teachers(Self.checkpoints, temperature: 3, batchSize: 21)
            for count in [4, 21] { teachers.look(at: inputs, count: count, team: Team(threads: threads)) }
            return teachers.answers.values
        }
        #expect(answers[0] == answers[1] && answers[0] == answers[2])
    }

    @Test func `a step's gradients are those of the distillation loss`() {
        let architecture = Architecture.cnnSmall
        let (inputs, pixels) = batch(8)
        let labels = (0..<8).map { $0 % 3 }
        func network() -> Sequential {
            let network = Sequential(
                architecture.layers, input: Architecture.input,
                parameters: HeInitialization().parameters(for: architecture.layout, seed: 1), batchSize: 8,
                team: Team(threads: 2))
            network.inputs.copy(from: inputs.values)
            return network
        }
        let loss = DistillationLoss(
            labelLoss: CrossEntropy(labelSmoothing: 0.1), temperature: 2, weight: 0.75)
        let teachers = Teachers(Self.checkpoints, temperature: 2, batchSize: 8)
        let taught = network()
        let result = TrainingStep(objective: .distillation(loss, from: teachers))
            .run(taught, labels: labels, seed: 9)

        // At each logit: the labels' gradient and, softened, the teachers'.
        let plain = network()
        _ = TrainingStep(objective: .labels(loss.labelLoss)).run(plain, labels: labels, seed: 9)
        #expect(taught.logits.values == plain.logits.values)
        let (logits, labelled) = (taught.logits.values, plain.logitGradients.values)
        for (index, image) in pixels.enumerated() {
            let student = softmax(Array(logits[index * 10..<index * 10 + 10]), temperature: 2)
            let alone = Self.checkpoints.map {
                softmax(LoadedCheckpoint($0).logits(of: image), temperature: 2)
            }
            for k in 0..<10 {
                let teacher = (alone[0][k] + alone[1][k]) / 2
                let expected = 0.25 * labelled[index * 10 + k] + 0.75 * 2 * (student[k] - teacher) / 8
                #expect(abs(taught.logitGradients.values[index * 10 + k] - expected) < 1e-6)
            }
        }
        #expect(result.count == 8 && result.loss > 0)
        #expect(taught.gradients.values != plain.gradients.values)
    }
}
