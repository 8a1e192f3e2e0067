import DigitModel
import Testing

@testable import Neural

struct SequentialTests {
    /// Every kind of layer, small.
    static let layers: [LayerDescription] = [
        .convolution("conv1", outputs: 4, kernel: 3, padding: 1, bias: false), .batchNorm("bn1"), .relu,
        .maxPool(size: 2), .convolution("conv2", outputs: 5, kernel: 5, padding: 2, bias: true), .relu,
        .globalAveragePool, .dropout(rate: 0.25), .dense("fc", outputs: 3),
    ]
    static let input = Shape(height: 7, width: 9, channels: 2)

    private func network(threads: Int, count: Int) -> Sequential {
        let parameters = randomParameters(Self.layers.layout(input: Self.input), seed: 1)
        let network = Sequential(
            Self.layers, input: Self.input, parameters: parameters, batchSize: count,
            team: Team(threads: threads))
        network.inputs.copy(from: noise(count * Self.input.count, seed: 2))
        return network
    }

    /// The bits of everything that a training step computes.
    private func step(threads: Int, count: Int) -> [[UInt32]] {
        let network = network(threads: threads, count: count)
        network.forward(count: count, isTraining: true, seed: 3)
        network.logitGradients.copy(from: noise(count * network.classes, seed: 4))
        network.backward(count: count, seed: 3)
        return [network.logits.values, network.gradients.values, network.parameters.values].map(bits)
    }

    @Test(arguments: [1, 5, 8, 29])
    func `a step's bits do not depend on the number of threads`(_ count: Int) {
        let alone = step(threads: 1, count: count)
        for threads in [2, 3, 8] { #expect(step(threads: threads, count: count) == alone, "\(threads)") }
    }

    @Test func `the same network gives the same bits again, whatever ran before`() {
        let network = network(threads: 2, count: 6)
        network.forward(count: 6, isTraining: false)
        let first = bits(network.logits.values)
        network.inputs.copy(from: noise(6 * Self.input.count, seed: 9))
        network.forward(count: 6, isTraining: false)
        #expect(bits(network.logits.values) != first)
        network.inputs.copy(from: noise(6 * Self.input.count, seed: 2))
        network.forward(count: 6, isTraining: false)
        #expect(bits(network.logits.values) == first)
    }

    @Test func `a smaller batch uses the front of the same memory`() {
        let network = network(threads: 2, count: 6)
        network.forward(count: 6, isTraining: false)
        let whole = network.logits.values[0..<2 * network.classes]
        network.forward(count: 2, isTraining: false)
        #expect(
            worstDifference(Array(network.logits.values[0..<2 * network.classes]), whole.map(Double.init))
                < 1e-6)
    }

    @Test(arguments: [true, false])
    func `the whole network agrees with naive loops`(isTraining: Bool) {
        let layers = Self.layers.filter { $0 != .dropout(rate: 0.25) }
        let parameters = randomParameters(layers.layout(input: Self.input), seed: 5)
        let network = Sequential(
            layers, input: Self.input, parameters: parameters, batchSize: 5, team: Team(threads: 2))
        let x = noise(5 * Self.input.count, seed: 6)
        network.inputs.copy(from: x)
        network.forward(count: 5, isTraining: isTraining)
        let naive = NaiveNetwork(layers, input: Self.input, parameters: parameters)
        let expected = naive.forward(x.map(Double.init), isTraining: isTraining)
        #expect(worstDifference(network.logits.values, expected) < 1e-5)
    }

    @Test func `shapes follow the layers, multiply-adds too`() {
        let inputs = Self.layers.withInputs(from: Self.input).map(\.input)
        let shapes: [Shape] = [
            Shape(height: 7, width: 9, channels: 2), Shape(height: 7, width: 9, channels: 4),
            Shape(height: 7, width: 9, channels: 4), Shape(height: 7, width: 9, channels: 4),
            Shape(height: 3, width: 4, channels: 4), Shape(height: 3, width: 4, channels: 5),
            Shape(height: 3, width: 4, channels: 5), Shape(features: 5), Shape(features: 5),
        ]
        #expect(inputs == shapes)
        let expected = 7 * 9 * 4 * 2 * 9 + 3 * 4 * 5 * 4 * 25 + 5 * 3
        #expect(Self.layers.multiplyAdds(input: Self.input) == expected)
    }
}
