import Testing

@testable import Neural

struct HeInitializationTests {
    /// Large enough that a sample's variance tells something.
    private let layout = [
        LayerDescription.convolution("conv", outputs: 64, kernel: 5, padding: 0, bias: true),
        .batchNorm("bn"), .globalAveragePool, .dense("fc", outputs: 200),
    ].layout(input: Shape(height: 9, width: 9, channels: 8))

    @Test(arguments: [("conv.weight", 8 * 5 * 5), ("fc.weight", 64)])
    func `weights have mean 0 and variance 2 by fan-in`(_ name: String, _ fanIn: Int) throws {
        let block = HeInitialization().parameters(for: layout, seed: 1)
        let weights = block[try #require(layout.entry(name)).range].map(Double.init)
        let n = Double(weights.count)
        let mean = weights.reduce(0, +) / n
        let variance = weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
        let expected = 2 / Double(fanIn)
        // Four standard errors: of a normal sample's mean, and of its variance.
        #expect(abs(mean) < 4 * (expected / n).squareRoot())
        #expect(abs(variance / expected - 1) < 4 * (2 / n).squareRoot())
        // Normal, not just of that variance: the share within one deviation.
        let within = Double(weights.count { $0 * $0 < expected }) / n
        #expect(abs(within - 0.6827) < 4 * (0.6827 * 0.3173 / n).squareRoot())
    }

    @Test(arguments: [
        ("conv.bias", Float(0)), ("bn.bias", 0), ("bn.running_mean", 0), ("fc.bias", 0), ("bn.weight", 1),
        ("bn.running_var", 1),
    ])
    func `all else starts at a constant`(_ name: String, _ value: Float) throws {
        let block = HeInitialization().parameters(for: layout, seed: 1)
        #expect(block[try #require(layout.entry(name)).range].allSatisfy { $0 == value })
    }

    @Test func `a seed is a network`() {
        let block = HeInitialization().parameters(for: layout, seed: 1)
        #expect(block == HeInitialization().parameters(for: layout, seed: 1))
        #expect(block != HeInitialization().parameters(for: layout, seed: 2))
    }
}
