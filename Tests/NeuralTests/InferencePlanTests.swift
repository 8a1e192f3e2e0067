import Testing

@testable import DigitModel
@testable import Neural

struct InferencePlanTests {
    /// One with what the named ones lack: left-over rows, other kernels and orders.
    static let odd = Architecture(
        name: "odd",
        layers: [
            .convolution("conv1", outputs: 3, kernel: 5, padding: 1, bias: true), .batchNorm("bn1"),
            .relu,
            .maxPool(size: 3), .convolution("conv2", outputs: 4, kernel: 1, padding: 0, bias: true),
            .relu, .globalAveragePool, .dropout(rate: 0.5), .dense("hidden", outputs: 6),
            .batchNorm("bn2"), .relu, .dense("fc", outputs: 10),
        ])

    /// All of them as they are, and some for images of other sizes.
    static let all: [Architecture] =
        Architecture.all + [odd]
        + [
            (.cnnAdaptive, 40, 36), (.cnnAdaptive, 5, 9), (.inkling, 33, 41), (.mnistNet, 20, 32),
            (.mlpBase, 8, 8), (odd, 23, 64),
        ].compactMap { (architecture: Architecture, height: Int, width: Int) in
            architecture.taking(Shape(height: height, width: width, channels: 1))
        }

    @Test(arguments: all)
    func `the plan agrees with the network in training's hands and with naive loops`(
        _ architecture: Architecture
    ) {
        // Running statistics are random too: folding them must be exact, not merely harmless.
        let parameters = randomParameters(architecture.layout, seed: 1)
        let pixels = noise(architecture.input.area, seed: 2).map { abs($0) }
        let plan = InferencePlan(architecture, parameters: parameters, inputMean: 0.13, inputDeviation: 0.31)
        var workspace = plan.makeWorkspace()
        let logits = plan.logits(of: pixels, workspace: &workspace)

        let x = pixels.map { ($0 - 0.13) / 0.31 }
        let network = Sequential(
            architecture.layers, input: architecture.input, parameters: parameters, batchSize: 1,
            team: Team(threads: 1))
        network.inputs.copy(from: x)
        network.forward(count: 1, isTraining: false)
        #expect(worstDifference(logits, network.logits.values.map(Double.init)) < 1e-5)

        let naive = NaiveNetwork(architecture.layers, input: architecture.input, parameters: parameters)
        let expected = naive.forward(x.map(Double.init), isTraining: false)
        #expect(worstDifference(logits, expected) < 1e-5)
    }

    /// Scales of batch norm are below 0 here too, which a rectifier does not commute with.
    @Test(arguments: Architecture.all + [odd], [WeightFormat.int8, .float16])
    func `a quantised plan agrees with the exact plan of the same weights, one by one and in batches`(
        _ architecture: Architecture, _ format: WeightFormat
    ) {
        let layout = architecture.layout
        let exact = randomParameters(layout, seed: 6)
        let quantization: Quantization = format == .int8 ? .int8(fitting: exact, layout: layout) : .float16
        let parameters = quantization.rounded(exact, layout: layout)
        let pixels = noise(3 * 784, seed: 7).map { max(0, $0) }
        func logits(_ quantization: Quantization?, batch: Int) -> [Float] {
            let plan = InferencePlan(
                architecture, parameters: parameters, quantization: quantization, inputMean: 0.13,
                inputDeviation: 0.31)
            var workspace = plan.makeWorkspace(images: batch)
            return plan.logits(of: pixels, images: 3, workspace: &workspace)
        }
        let narrow = logits(quantization, batch: 1)
        #expect(worstDifference(narrow, logits(nil, batch: 1).map(Double.init)) < 1e-5)
        #expect(bits(narrow) == bits(logits(quantization, batch: 3)))
    }

    @Test func `what averages its maps has the same tensors for every size, and none for images too small`() {
        let large = Architecture.cnnAdaptive.taking(Shape(height: 40, width: 36, channels: 1))
        #expect(large?.layout == Architecture.cnnAdaptive.layout)
        #expect(large?.name == "cnn-adaptive")
        #expect(Architecture.cnnAdaptive.taking(Shape(height: 3, width: 36, channels: 1)) == nil)
        #expect(Architecture.cnnSmall.taking(Shape(height: 15, width: 28, channels: 1)) == nil)
        #expect(Architecture.cnnSmall.taking(Shape(height: 16, width: 28, channels: 1)) != nil)
    }

    @Test func `a used workspace gives the same bits as a new one`() {
        let architecture = Self.odd
        let parameters = randomParameters(architecture.layout, seed: 3)
        let plan = InferencePlan(architecture, parameters: parameters, inputMean: 0, inputDeviation: 1)
        var used = plan.makeWorkspace()
        _ = plan.logits(of: noise(784, seed: 4), workspace: &used)
        var new = plan.makeWorkspace()
        let pixels = noise(784, seed: 5)
        let again = plan.logits(of: pixels, workspace: &used)
        #expect(bits(again) == bits(plan.logits(of: pixels, workspace: &new)))
    }
}
