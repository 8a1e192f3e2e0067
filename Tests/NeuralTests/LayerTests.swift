import Testing

@testable import Neural

/// A layer, what goes into it, and how many samples.
struct LayerCase: CustomTestStringConvertible {
    let layer: LayerDescription
    let input: Shape
    let count: Int

    init(_ layer: LayerDescription, _ height: Int, _ width: Int, _ channels: Int, count: Int) {
        self.layer = layer
        input = Shape(height: height, width: width, channels: channels)
        self.count = count
    }

    var testDescription: String {
        "\(layer), \(count) of \(input.height) x \(input.width) x \(input.channels)"
    }

    static func convolution(_ kernel: Int, padding: Int, outputs: Int, bias: Bool = false) -> LayerDescription
    {
        .convolution("l", outputs: outputs, kernel: kernel, padding: padding, bias: bias)
    }

    /// Every layer but dropout. Counts below, at and above the eight lanes that a batch is cut into.
    static let all: [LayerCase] = [
        LayerCase(convolution(1, padding: 0, outputs: 3), 3, 4, 2, count: 3),
        LayerCase(convolution(1, padding: 0, outputs: 2, bias: true), 2, 3, 1, count: 2),
        LayerCase(convolution(3, padding: 0, outputs: 2), 5, 3, 2, count: 1),
        LayerCase(convolution(3, padding: 1, outputs: 3, bias: true), 4, 5, 2, count: 3),
        LayerCase(convolution(3, padding: 1, outputs: 1), 3, 3, 1, count: 17),
        LayerCase(convolution(3, padding: 2, outputs: 2), 3, 2, 3, count: 2),
        LayerCase(convolution(3, padding: 1, outputs: 2, bias: true), 1, 1, 3, count: 9),
        LayerCase(convolution(5, padding: 4, outputs: 2), 2, 3, 1, count: 2),
        LayerCase(convolution(5, padding: 2, outputs: 2, bias: true), 5, 7, 1, count: 2),
        LayerCase(convolution(5, padding: 0, outputs: 3), 5, 5, 2, count: 3),
        LayerCase(convolution(5, padding: 2, outputs: 1), 2, 1, 2, count: 8),
        // From eight channels on, 3 x 3 convolutions are Winograd's.
        LayerCase(convolution(3, padding: 1, outputs: 3, bias: true), 5, 6, 8, count: 2),
        LayerCase(convolution(3, padding: 0, outputs: 17), 5, 3, 9, count: 1),
        LayerCase(convolution(3, padding: 2, outputs: 2, bias: true), 2, 3, 8, count: 9),
        LayerCase(convolution(3, padding: 1, outputs: 2), 1, 1, 17, count: 1),
        LayerCase(.batchNorm("l"), 3, 4, 3, count: 2),
        LayerCase(.batchNorm("l"), 1, 1, 2, count: 9),
        LayerCase(.batchNorm("l"), 5, 1, 1, count: 1),
        LayerCase(.relu, 3, 5, 2, count: 3),
        LayerCase(.maxPool(size: 2), 4, 6, 2, count: 3),
        LayerCase(.maxPool(size: 2), 5, 7, 3, count: 9),
        LayerCase(.maxPool(size: 3), 7, 4, 1, count: 2),
        LayerCase(.globalAveragePool, 3, 5, 4, count: 9),
        LayerCase(.globalAveragePool, 1, 1, 3, count: 1),
        LayerCase(.dense("l", outputs: 4), 1, 1, 7, count: 3),
        LayerCase(.dense("l", outputs: 1), 1, 1, 1, count: 17),
        LayerCase(.dense("l", outputs: 5), 3, 2, 4, count: 9),
        LayerCase(.dense("l", outputs: 2), 4, 3, 1, count: 2),
    ]
}

struct LayerTests {
    @Test(arguments: LayerCase.all, [true, false])
    func `forward agrees with naive loops`(_ test: LayerCase, isTraining: Bool) {
        let layout = [test.layer].layout(input: test.input)
        let parameters = randomParameters(layout, seed: 1)
        let x = noise(test.count * test.input.count, seed: 2)
        let bench = LayerBench(test.layer, input: test.input, count: test.count, parameters: parameters)
        let naive = NaiveNetwork([test.layer], input: test.input, parameters: parameters)
        let expected = naive.forward(x.map(Double.init), isTraining: isTraining)
        #expect(worstDifference(bench.forward(x, isTraining: isTraining), expected) < 1e-5)
    }

    @Test(arguments: LayerCase.all)
    func `backward agrees with central differences by the input`(_ test: LayerCase) {
        let layout = [test.layer].layout(input: test.input)
        let parameters = randomParameters(layout, seed: 3)
        let x = noise(test.count * test.input.count, seed: 4)
        let bench = LayerBench(test.layer, input: test.input, count: test.count, parameters: parameters)
        let naive = NaiveNetwork([test.layer], input: test.input, parameters: parameters)
        let dy = noise(test.count * bench.output.count, seed: 5)
        _ = bench.forward(x)
        let expected = centralDifferences(at: x.map(Double.init)) {
            weighted(naive.forward($0, isTraining: true), by: dy)
        }
        #expect(worstDifference(bench.backward(dy).dx, expected) < 1e-4)
    }

    @Test(arguments: LayerCase.all.filter { ![$0.layer].layout(input: $0.input).entries.isEmpty })
    func `backward agrees with central differences by every parameter`(_ test: LayerCase) throws {
        let layout = [test.layer].layout(input: test.input)
        let parameters = randomParameters(layout, seed: 6)
        let x = noise(test.count * test.input.count, seed: 7)
        let bench = LayerBench(test.layer, input: test.input, count: test.count, parameters: parameters)
        let naive = NaiveNetwork([test.layer], input: test.input, parameters: parameters)
        let dy = noise(test.count * bench.output.count, seed: 8)
        _ = bench.forward(x)
        let gradients = bench.backward(dy).gradients
        for entry in layout.entries where entry.kind.isTrained {
            let expected = centralDifferences(at: try #require(naive.parameters[entry.name])) { values in
                var moved = naive
                moved.parameters[entry.name] = values
                return weighted(moved.forward(x.map(Double.init), isTraining: true), by: dy)
            }
            let actual = layout.fileValues(of: entry, in: gradients)
            #expect(worstDifference(actual, expected) < 1e-4, "\(entry.name)")
        }
    }

    @Test func `batch norm moves the running statistics as PyTorch does, by the unbiased variance`() throws {
        let input = Shape(height: 2, width: 3, channels: 2)
        let parameters = randomParameters([.batchNorm("l")].layout(input: input), seed: 9)
        let bench = LayerBench(.batchNorm("l"), input: input, count: 4, parameters: parameters)
        let x = noise(4 * input.count, seed: 10).map { 100 + $0 }
        _ = bench.forward(x)
        let after = bench.parameters.values
        let meanEntry = try #require(bench.layout.entry("l.running_mean"))
        let varianceEntry = try #require(bench.layout.entry("l.running_var"))
        for c in 0..<2 {
            let channel = stride(from: c, to: x.count, by: 2).map { Double(x[$0]) }
            let n = Double(channel.count)
            let mean = channel.reduce(0, +) / n
            let unbiased = channel.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
            let oldMean = Double(parameters[meanEntry.offset + c])
            let oldVariance = Double(parameters[varianceEntry.offset + c])
            #expect(abs(Double(after[meanEntry.offset + c]) - (0.9 * oldMean + 0.1 * mean)) < 1e-4)
            #expect(
                abs(Double(after[varianceEntry.offset + c]) - (0.9 * oldVariance + 0.1 * unbiased)) < 1e-4)
        }
        let before = after
        _ = bench.forward(x, isTraining: false)
        #expect(bits(bench.parameters.values) == bits(before), "outside training they rest")
    }

    @Test func `of equal maxima the first pixel alone gets the gradient`() {
        let input = Shape(height: 3, width: 5, channels: 1)
        let bench = LayerBench(.maxPool(size: 2), input: input, count: 1, parameters: [])
        let x: [Float] = [
            1, 1, 0, 2, 9,
            1, 1, 2, 2, 9,
            9, 9, 9, 9, 9,
        ]
        #expect(bench.forward(x) == [1, 2])
        let expected: [Float] = [
            5, 0, 0, 7, 0,
            0, 0, 0, 0, 0,
            0, 0, 0, 0, 0,
        ]
        #expect(bench.backward([5, 7]).dx == expected)
    }

    @Test func `the rectifier's gradient at zero is zero`() {
        let bench = LayerBench(.relu, input: Shape(features: 4), count: 1, parameters: [])
        #expect(bench.forward([-1, -0.0, 0, 2]) == [0, 0, 0, 2])
        #expect(bench.backward([3, 3, 3, 3]).dx == [0, 0, 0, 3])
    }
}
