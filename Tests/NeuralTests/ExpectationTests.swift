import Testing

@testable import Neural
@testable import Training

/// The whole network against PyTorch: the same weights and images, so the same logits, loss, gradients and next
/// weights.
struct ExpectationTests {
    private let expectations: Expectations
    private let network: Sequential

    init() throws {
        expectations = try Expectations()
        let images = try expectations.images()
        network = Sequential(
            expectations.layers, input: expectations.input, parameters: try expectations.parameters(),
            batchSize: images.count / expectations.input.count, team: Team(threads: 2))
        network.inputs.copy(from: images)
    }

    /// Runs the training step that PyTorch ran.
    private func step() throws -> TrainingStep.Result {
        let loss = CrossEntropy(labelSmoothing: try expectations.number("label_smoothing"))
        return TrainingStep(objective: .labels(loss)).run(network, labels: try expectations.labels(), seed: 0)
    }

    @Test func `logits outside training agree with PyTorch`() throws {
        network.forward(count: try expectations.labels().count, isTraining: false)
        #expect(worstDifference(network.logits.values, try expectations.doubles("evaluated_logits")) < 1e-5)
    }

    @Test func `logits, loss and running statistics of a training step agree with PyTorch`() throws {
        let result = try step()
        #expect(worstDifference(network.logits.values, try expectations.doubles("logits")) < 1e-5)
        let loss = result.loss / Double(result.count)
        #expect(abs(loss - (try expectations.doubles("loss"))[0]) < 1e-5)
        let block = network.parameters.values
        for entry in network.layout.entries where !entry.kind.isTrained {
            let expected = try expectations.doubles("after.\(entry.name)")
            #expect(worstDifference(Array(block[entry.range]), expected) < 1e-5, "\(entry.name)")
        }
    }

    @Test func `every gradient agrees with PyTorch`() throws {
        _ = try step()
        let largest = network.gradients.values.reduce(0) { max($0, Double(abs($1))) }
        for entry in network.layout.entries where entry.kind.isTrained {
            let expected = try expectations.doubles("gradient.\(entry.name)")
            let actual = network.layout.fileValues(of: entry, in: network.gradients.values)
            // Relative to the tensor's own largest gradient, which may be far below 1. That of a bias before batch
            // norm is 0, but for rounding.
            let own = try #require(expected.map(abs).max())
            let scale = own > 1e-5 * largest ? own : largest / 10
            #expect(scale > 0, "\(entry.name)")
            let difference = worstDifference(actual.map { $0 / Float(scale) }, expected.map { $0 / scale })
            #expect(difference < 1e-4, "\(entry.name)")
        }
    }

    /// On PyTorch's gradients, not ours: Adam's first step is the gradient's sign, which rounding decides near 0.
    @Test func `AdamW's steps agree with PyTorch`() throws {
        let layout = network.layout
        let optimizer = AdamW(layout: layout, weightDecay: try expectations.number("weight_decay"))
        let rate = try expectations.number("learning_rate")
        func update(_ gradient: (ParameterLayout.Entry) throws -> [Float]) throws {
            var block = [Float](repeating: 0, count: layout.totalCount)
            for entry in layout.entries where entry.kind.isTrained {
                layout.setFileValues(try gradient(entry), of: entry, in: &block)
            }
            let gradients = FloatBuffer(block)
            let step = optimizer.nextStep(of: network.parameters, gradients: gradients, learningRate: rate)
            network.team.apply([step], count: layout.trainedCount)
        }
        try update { try expectations.values("gradient.\($0.name)") }
        for entry in layout.entries where entry.kind.isTrained {
            let actual = layout.fileValues(of: entry, in: network.parameters.values)
            #expect(worstDifference(actual, try expectations.doubles("after.\(entry.name)")) < 1e-6)
        }
        let given = layout.entries.filter { $0.name.hasPrefix("fc") }
        #expect(!given.isEmpty)
        for step in 0..<3 {
            try update { entry in
                guard entry.name.hasPrefix("fc") else { return [Float](repeating: 0, count: entry.count) }
                let values = try expectations.values("given.\(entry.name)")
                return Array(values[step * entry.count..<(step + 1) * entry.count])
            }
        }
        for entry in given {
            let actual = layout.fileValues(of: entry, in: network.parameters.values)
            #expect(worstDifference(actual, try expectations.doubles("last.\(entry.name)")) < 1e-6)
        }
    }

    @Test(arguments: [1, 2, 3, 7, 40])
    func `the one-cycle rates agree with PyTorch`(_ steps: Int) throws {
        let rate = try expectations.number("learning_rate")
        let schedule = OneCycle(peak: rate, totalSteps: steps)
        let actual = (0..<steps).map { schedule.learningRate(at: $0) / rate }
        let expected = try expectations.doubles("one_cycle.\(steps)").map { $0 / Double(rate) }
        #expect(worstDifference(actual, expected) < 1e-6)
    }
}
