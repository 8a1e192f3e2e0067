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

    /// A block of trained parameters, or gradients, with the tensors that `values` knows.
    private func block(_ values: (ParameterLayout.Entry) throws -> [Float]?) throws -> FloatBuffer {
        let layout = network.layout
        var block = [Float](repeating: 0, count: layout.totalCount)
        for entry in layout.entries where entry.kind.isTrained {
            if let values = try values(entry) { layout.setFileValues(values, of: entry, in: &block) }
        }
        return FloatBuffer(Array(block.prefix(layout.trainedCount)))
    }

    /// The dense layers' tensors: those that gradients are given for.
    private var given: [ParameterLayout.Entry] {
        network.layout.entries.filter { $0.name.hasPrefix("fc") }
    }

    private func givenGradients(step: Int) throws -> FloatBuffer {
        try block { entry in
            guard given.contains(entry) else { return nil }
            let values = try expectations.values("given.\(entry.name)")
            return Array(values[step * entry.count..<(step + 1) * entry.count])
        }
    }

    /// On PyTorch's gradients, not ours: Adam's first step is the gradient's sign, which rounding decides near 0.
    @Test func `AdamW's steps agree with PyTorch`() throws {
        let layout = network.layout
        let optimizer = Adam(
            layout: layout, decay: .decoupled(try expectations.number("weight_decay")))
        let rate = try expectations.number("learning_rate")
        func update(_ gradients: FloatBuffer, _ step: Int) {
            let update = optimizer.update(
                network.parameters, gradients: gradients, scale: 1, learningRate: rate, step: step)
            network.team.apply([update], count: layout.trainedCount)
        }
        update(try block { try expectations.values("gradient.\($0.name)") }, 0)
        for entry in layout.entries where entry.kind.isTrained {
            let actual = layout.fileValues(of: entry, in: network.parameters.values)
            #expect(worstDifference(actual, try expectations.doubles("after.\(entry.name)")) < 1e-6)
        }
        #expect(!given.isEmpty)
        for step in 0..<3 { update(try givenGradients(step: step), step + 1) }
        for entry in given {
            let actual = layout.fileValues(of: entry, in: network.parameters.values)
            #expect(worstDifference(actual, try expectations.doubles("last.\(entry.name)")) < 1e-6)
        }
    }

    static let optimizers: [(name: String, make: @Sendable (ParameterLayout) -> any Optimizer)] = [
        ("sgd", { SGD(layout: $0, weightDecay: 0.02) }),
        ("momentum", { SGD(layout: $0, momentum: 0.8, weightDecay: 0.02) }),
        ("nesterov", { SGD(layout: $0, momentum: 0.8, isNesterov: true, weightDecay: 0.02) }),
        ("adam", { Adam(layout: $0, decay: .penalty(0.02)) }),
        (
            "adam, own moments",
            { Adam(layout: $0, decay: .penalty(0), beta1: 0.7, beta2: 0.95, epsilon: 1e-3) }
        ),
        ("adamw", { Adam(layout: $0, decay: .decoupled(0.02), beta1: 0.7, beta2: 0.95, epsilon: 1e-3) }),
    ]

    @Test(arguments: optimizers.indices) func `every optimiser's steps agree with PyTorch`(_ index: Int)
        throws
    {
        let (name, make) = Self.optimizers[index]
        let layout = network.layout
        let rate = try expectations.number("learning_rate")
        let optimizer = make(layout)
        for step in 0..<3 {
            let update = optimizer.update(
                network.parameters, gradients: try givenGradients(step: step), scale: 1, learningRate: rate,
                step: step)
            network.team.apply([update], count: layout.trainedCount)
        }
        for entry in given {
            let actual = layout.fileValues(of: entry, in: network.parameters.values)
            let expected = try expectations.doubles("optimizer.\(name).\(entry.name)")
            #expect(worstDifference(actual, expected) < 1e-6, "\(entry.name)")
        }
    }

    @Test(arguments: [Float(0.5), 1000]) func `clipping agrees with PyTorch`(_ norm: Float) throws {
        let gradients = try givenGradients(step: 0)
        let scale = GradientClipping(maximumNorm: norm).scale(for: gradients, team: network.team)
        #expect((scale == 1) == (norm == 1000))
        for entry in given {
            // The block that layouts read is the whole one.
            let whole = gradients.values + [Float](repeating: 0, count: network.layout.totalCount)
            let actual = network.layout.fileValues(of: entry, in: whole).map { $0 * scale }
            let expected = try expectations.doubles("clipped.\(norm).\(entry.name)")
            #expect(worstDifference(actual, expected) < 1e-6, "\(entry.name)")
        }
    }

    /// Rates against PyTorch's, as shares of the highest.
    private func difference(_ rates: [Float], from name: String) throws -> Double {
        let rate = try expectations.number("learning_rate")
        let expected = try expectations.doubles(name).map { $0 / Double(rate) }
        return worstDifference(rates.map { $0 / rate }, expected)
    }

    @Test(arguments: [1, 2, 3, 7, 40])
    func `the one-cycle rates agree with PyTorch`(_ steps: Int) throws {
        let schedule = OneCycle(peak: try expectations.number("learning_rate"), totalSteps: steps)
        let rates = (0..<steps).map { schedule.learningRate(at: $0) }
        #expect(try difference(rates, from: "one_cycle.\(steps)") < 1e-6)
    }

    @Test(arguments: [(1, 0), (2, 1), (9, 0), (40, 12)])
    func `the cosine's rates agree with PyTorch`(_ steps: Int, _ warmUp: Int) throws {
        let rate = try expectations.number("learning_rate")
        let schedule = CosineDecay(
            peak: rate, totalSteps: steps, warmUpSteps: warmUp, initialDivisor: 10, minimum: rate / 50)
        let rates = (0..<steps).map { schedule.learningRate(at: $0) }
        #expect(try difference(rates, from: "cosine.\(steps).\(warmUp)") < 1e-6)
    }

    @Test func `the rates on a plateau agree with PyTorch`() throws {
        let rate = try expectations.number("learning_rate")
        let schedule = ReduceOnPlateau(initial: rate, factor: 0.3, patience: 2, minimum: rate / 40)
        let rates = try expectations.doubles("plateau.losses").map { loss in
            schedule.epochEnded(validationLoss: loss)
            return schedule.learningRate(at: 0)
        }
        #expect(try difference(rates, from: "plateau.rates") < 1e-6)
    }
}
