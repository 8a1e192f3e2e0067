import Testing

@testable import Neural

/// The parts of an optimiser that have a closed form; PyTorch's numbers are in `ExpectationTests`.
struct OptimizationTests {
    @Test func `the cycle starts at a 25th, peaks after three tenths and ends at a 250,000th`() {
        let schedule = OneCycle(peak: 0.01, totalSteps: 1000)
        let rates = (0..<1000).map { Double(schedule.learningRate(at: $0)) }
        #expect(worstDifference([schedule.learningRate(at: 0)], [0.01 / 25]) < 1e-9)
        #expect(rates.firstIndex(of: rates.max() ?? 0) == 299)
        #expect(abs(rates[299] - 0.01) < 1e-8)
        #expect(abs(rates[999] - 0.01 / 250_000) < 1e-10)
        #expect(zip(rates[..<299], rates[1...]).allSatisfy { $0 < $1 })
        #expect(zip(rates[299...], rates[300...]).allSatisfy { $0 > $1 })
    }

    @Test(arguments: 1...12)
    func `even the shortest runs have finite rates within the cycle`(_ steps: Int) {
        let schedule = OneCycle(peak: 1, totalSteps: steps)
        for step in 0..<steps {
            let rate = schedule.learningRate(at: step)
            #expect(rate > 0 && rate <= 1)
        }
    }

    @Test func `the cosine climbs a line, then falls to its minimum`() {
        let schedule = CosineDecay(
            peak: 1, totalSteps: 110, warmUpSteps: 10, initialDivisor: 5, minimum: 0.1)
        let rates = (0..<110).map { Double(schedule.learningRate(at: $0)) }
        #expect(abs(rates[0] - 0.2) < 1e-6 && abs(rates[5] - 0.6) < 1e-6 && rates[10] == 1)
        // Halfway between the peak and the minimum in the middle of the fall.
        #expect(abs(rates[60] - 0.55) < 1e-6)
        #expect(zip(rates[10...], rates[11...]).allSatisfy { $0 > $1 } && rates[109] > 0.1)
    }

    @Test func `a plateau is waited for, cut at, and never below the minimum`() {
        let schedule = ReduceOnPlateau(initial: 1, factor: 0.5, patience: 1, minimum: 0.2)
        let rates = [3.0, 2, 2, 1, 1, 1, 1, 1, 1, 1, 0.5].map { loss in
            schedule.epochEnded(validationLoss: loss)
            return schedule.learningRate(at: 0)
        }
        #expect(rates == [1, 1, 1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2])
    }

    private static let layout = SequentialTests.layers.layout(input: SequentialTests.input)

    static let optimizers: [@Sendable () -> any Optimizer] = [
        { SGD(layout: layout, weightDecay: 0.5) },
        { SGD(layout: layout, momentum: 0.9, isNesterov: true, weightDecay: 0.5) },
        { Adam(layout: layout, decay: .penalty(0.5)) },
        { Adam(layout: layout, decay: .decoupled(0.5)) },
    ]

    private func step(
        _ optimizer: any Optimizer, _ parameters: FloatBuffer, _ gradients: FloatBuffer, scale: Float = 1,
        number: Int = 0
    ) {
        let update = optimizer.update(
            parameters, gradients: gradients, scale: scale, learningRate: 0.1, step: number)
        Team(threads: 2).apply([update], count: Self.layout.trainedCount)
    }

    @Test(arguments: optimizers.indices)
    func `kernels and matrices are decayed, and nothing else`(_ index: Int) {
        let parameters = FloatBuffer([Float](repeating: 2, count: Self.layout.totalCount))
        step(Self.optimizers[index](), parameters, FloatBuffer(count: Self.layout.trainedCount))
        for entry in Self.layout.entries {
            let isDecayed = ["conv1.weight", "conv2.weight", "fc.weight"].contains(entry.name)
            #expect(
                parameters.values[entry.range].allSatisfy { isDecayed ? $0 < 2 : $0 == 2 }, "\(entry.name)")
            if index == 3, isDecayed {
                #expect(parameters.values[entry.range].allSatisfy { $0 == 2 * (1 - 0.1 * 0.5) })
            }
        }
    }

    @Test(arguments: optimizers.indices)
    func `gradients times a scale are scaled gradients`(_ index: Int) {
        let start = randomParameters(Self.layout, seed: 1)
        let gradients = noise(Self.layout.trainedCount, seed: 2)
        let (one, other) = (FloatBuffer(start), FloatBuffer(start))
        step(Self.optimizers[index](), one, FloatBuffer(gradients), scale: 0.25)
        step(Self.optimizers[index](), other, FloatBuffer(gradients.map { $0 * 0.25 }))
        #expect(bits(one.values) == bits(other.values))
    }

    @Test(arguments: optimizers.indices)
    func `an optimiser whose memory is restored goes on where it stopped`(_ index: Int) {
        let start = randomParameters(Self.layout, seed: 1)
        let gradients = (0..<4).map {
            FloatBuffer(noise(Self.layout.trainedCount, seed: UInt64(10 + $0)))
        }
        func descend(_ parameters: FloatBuffer, _ steps: Range<Int>, by optimizer: any Optimizer) {
            for number in steps { step(optimizer, parameters, gradients[number], number: number) }
        }
        let whole = FloatBuffer(start)
        descend(whole, 0..<4, by: Self.optimizers[index]())

        let parted = FloatBuffer(start)
        let (before, after) = (Self.optimizers[index](), Self.optimizers[index]())
        descend(parted, 0..<2, by: before)
        for (old, new) in zip(before.memory, after.memory) {
            #expect(old.name == new.name)
            new.buffer.copy(from: old.buffer.values)
        }
        descend(parted, 2..<4, by: after)
        #expect(bits(parted.values) == bits(whole.values))
    }

    @Test func `descent without momentum, worked out`() {
        let layout = [LayerDescription.dense("fc", outputs: 1)].layout(input: Shape(features: 2))
        let (parameters, gradients) = (FloatBuffer([1, -2, 3]), FloatBuffer([0.5, 1, -1]))
        let update = SGD(layout: layout, weightDecay: 0.1).update(
            parameters, gradients: gradients, scale: 1, learningRate: 0.5, step: 0)
        Team(threads: 1).apply([update], count: 3)
        // The bias is not decayed.
        #expect(worstDifference(parameters.values, [1 - 0.5 * 0.6, -2 - 0.5 * 0.8, 3 + 0.5]) < 1e-6)
    }

    @Test(arguments: [1, 7, 4096, 4097, 50_000])
    func `the norm that is cut to is that of all gradients, on any number of threads`(_ count: Int) {
        let gradients = noise(count, seed: 5)
        let norm = gradients.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
        let scales = [1, 2, 3, 11].map { threads in
            GradientClipping(maximumNorm: 0.01).scale(
                for: FloatBuffer(gradients), team: Team(threads: threads))
        }
        #expect(scales.allSatisfy { $0 == scales[0] })
        #expect(abs(Double(scales[0]) * norm / 0.01 - 1) < 1e-3)
        let loose = GradientClipping(maximumNorm: Float(norm) * 1.01 + 1e-5)
        #expect(loose.scale(for: FloatBuffer(gradients), team: Team(threads: 2)) == 1)
    }

    /// Takes in random parameters for some steps; answers the average and what was taken.
    private func run(_ average: some WeightAverage, steps: Int) -> (mean: [Float], taken: [[Float]]) {
        let taken = (0..<steps).map { noise(2, seed: UInt64($0)) }
        for (step, values) in taken.enumerated() {
            guard let update = average.update(with: FloatBuffer(values), step: step) else { continue }
            Team(threads: 2).apply([update], count: 2)
        }
        return (average.values(after: steps, parameters: FloatBuffer(taken.last ?? [])), taken)
    }

    @Test func `the moving average is the recursion that it says, warm-up included`() {
        let (mean, taken) = run(ExponentialMovingAverage(decay: 0.9, parameters: [1, -1]), steps: 200)
        var expected = [1.0, -1.0]
        for (step, values) in taken.enumerated() {
            let keep = min(0.9, Double(1 + step) / Double(10 + step))
            for i in expected.indices { expected[i] = keep * expected[i] + (1 - keep) * Double(values[i]) }
        }
        #expect(worstDifference(mean, expected) < 1e-6)
    }

    @Test func `an average without decay is the last parameters`() {
        let (mean, taken) = run(ExponentialMovingAverage(decay: 0, parameters: [5, 5]), steps: 40)
        #expect(worstDifference(mean, taken[39].map(Double.init)) < 1e-5)
    }

    @Test(arguments: [(0, 1, 30), (20, 1, 30), (10, 5, 32), (10, 5, 15)])
    func `the equal mean is that of the steps it says`(_ start: Int, _ interval: Int, _ steps: Int) {
        let average = StochasticWeightAverage(start: start, interval: interval, count: 2)
        let (mean, taken) = run(average, steps: steps)
        let counted = stride(from: start + interval - 1, to: steps, by: interval).map { taken[$0] }
        let expected = (0..<2).map { i in
            counted.reduce(0) { $0 + Double($1[i]) } / Double(counted.count)
        }
        #expect(worstDifference(mean, expected) < 1e-6)
    }

    @Test(arguments: [1, 20, 24]) func `before the first, the equal mean is the weights themselves`(
        _ steps: Int
    ) {
        let (mean, taken) = run(StochasticWeightAverage(start: 20, interval: 5, count: 2), steps: steps)
        #expect(mean == taken.last)
    }

    @Test func `updates are applied to every parameter, one after the other`() throws {
        let count = 5000
        let (parameters, gradients) = (FloatBuffer(noise(count, seed: 1)), FloatBuffer(noise(count, seed: 2)))
        let layout = [LayerDescription.dense("fc", outputs: 1)].layout(input: Shape(features: count - 1))
        let optimizer = Adam(layout: layout, decay: .decoupled(0.01))
        let average = ExponentialMovingAverage(decay: 0, parameters: parameters.values)
        let before = parameters.values
        let updates = [
            optimizer.update(parameters, gradients: gradients, scale: 1, learningRate: 0.1, step: 0),
            try #require(average.update(with: parameters, step: 0)),
        ]
        Team(threads: 2).apply(updates, count: count)
        #expect(zip(parameters.values, before).allSatisfy { $0 != $1 })
        // The average keeps nothing of the old, and is of what the optimiser left.
        let mean = average.values(after: 1, parameters: parameters)
        #expect(mean.elementsEqual(parameters.values) { abs($0 - $1) < 1e-6 })
    }
}
