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

    @Test func `AdamW decays kernels and matrices, and nothing else`() {
        let layout = SequentialTests.layers.layout(input: SequentialTests.input)
        let parameters = FloatBuffer([Float](repeating: 2, count: layout.totalCount))
        let optimizer = AdamW(layout: layout, weightDecay: 0.5)
        let still = FloatBuffer(count: layout.trainedCount)
        Team(threads: 2).apply(
            [optimizer.nextStep(of: parameters, gradients: still, learningRate: 0.1)],
            count: layout.trainedCount)
        for entry in layout.entries {
            let isDecayed = ["conv1.weight", "conv2.weight", "fc.weight"].contains(entry.name)
            let expected: Float = isDecayed ? 2 * (1 - 0.1 * 0.5) : 2
            #expect(parameters.values[entry.range].allSatisfy { $0 == expected }, "\(entry.name)")
        }
    }

    @Test func `AdamW goes on from where it stopped`() {
        let layout = SequentialTests.layers.layout(input: SequentialTests.input)
        let start = randomParameters(layout, seed: 1)
        let gradients = (0..<4).map { FloatBuffer(noise(layout.trainedCount, seed: UInt64(10 + $0))) }
        func descend(_ parameters: FloatBuffer, _ gradients: ArraySlice<FloatBuffer>, by optimizer: AdamW) {
            for gradient in gradients {
                let step = optimizer.nextStep(of: parameters, gradients: gradient, learningRate: 0.01)
                Team(threads: 2).apply([step], count: layout.trainedCount)
            }
        }
        let whole = FloatBuffer(start)
        let optimizer = AdamW(layout: layout, weightDecay: 0.01)
        descend(whole, gradients[...], by: optimizer)

        let parted = FloatBuffer(start)
        let before = AdamW(layout: layout, weightDecay: 0.01)
        descend(parted, gradients[..<2], by: before)
        let after = AdamW(layout: layout, weightDecay: 0.01)
        after.restore(step: before.step, first: before.first, second: before.second)
        descend(parted, gradients[2...], by: after)
        #expect(bits(parted.values) == bits(whole.values))
    }

    @Test func `the moving average is the recursion that it says, warm-up included`() {
        let average = ExponentialMovingAverage(decay: 0.9, parameters: [1, -1])
        var expected = [1.0, -1.0]
        for step in 0..<200 {
            let values = noise(2, seed: UInt64(step))
            Team(threads: 2).apply([average.nextStep(with: FloatBuffer(values))], count: 2)
            let keep = min(0.9, Double(1 + step) / Double(10 + step))
            for i in expected.indices { expected[i] = keep * expected[i] + (1 - keep) * Double(values[i]) }
        }
        #expect(worstDifference(average.average, expected) < 1e-6)
        #expect(average.step == 200)
    }

    @Test func `updates are applied to every parameter, one after the other`() {
        let count = 5000
        let (parameters, gradients) = (FloatBuffer(noise(count, seed: 1)), FloatBuffer(noise(count, seed: 2)))
        let layout = [LayerDescription.dense("fc", outputs: 1)].layout(input: Shape(features: count - 1))
        let optimizer = AdamW(layout: layout, weightDecay: 0.01)
        let average = ExponentialMovingAverage(decay: 0, parameters: parameters.values)
        let before = parameters.values
        let updates = [
            optimizer.nextStep(of: parameters, gradients: gradients, learningRate: 0.1),
            average.nextStep(with: parameters),
        ]
        Team(threads: 2).apply(updates, count: count)
        #expect(zip(parameters.values, before).allSatisfy { $0 != $1 })
        // The average keeps nothing of the old, and is of what the optimiser left.
        #expect(average.average.elementsEqual(parameters.values) { abs($0 - $1) < 1e-6 })
    }

    @Test func `an average without decay is the last parameters`() {
        let average = ExponentialMovingAverage(decay: 0, parameters: [5])
        Team(threads: 2).apply([average.nextStep(with: FloatBuffer([0.25]))], count: 1)
        #expect(average.average == [0.25])
    }
}
