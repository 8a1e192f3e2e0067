import Testing

@testable import Neural

struct InitializationTests {
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

    @Test(arguments: [("conv.weight", 8 * 25 + 64 * 25), ("fc.weight", 64 + 200)])
    func `Xavier's weights are uniform with variance 2 by fan-in and fan-out`(_ name: String, _ fans: Int)
        throws
    {
        let block = XavierInitialization().parameters(for: layout, seed: 1)
        let weights = block[try #require(layout.entry(name)).range].map(Double.init)
        let n = Double(weights.count)
        let bound = (6 / Double(fans)).squareRoot()
        #expect(weights.allSatisfy { abs($0) <= bound * 1.000001 })
        #expect(abs(weights.reduce(0, +) / n) < 4 * bound / (3 * n).squareRoot())
        let variance = weights.reduce(0) { $0 + $1 * $1 } / n
        // Four standard errors of a uniform sample's variance.
        #expect(abs(variance / (2 / Double(fans)) - 1) < 4 * (0.8 / n).squareRoot())
        // Uniform, not just of that variance: the share in the inner half.
        let within = Double(weights.count { abs($0) < bound / 2 }) / n
        #expect(abs(within - 0.5) < 4 * (0.25 / n).squareRoot())
    }

    @Test(arguments: [
        ("conv.bias", Float(0)), ("bn.bias", 0), ("bn.running_mean", 0), ("fc.bias", 0), ("bn.weight", 1),
        ("bn.running_var", 1),
    ])
    func `all else starts at a constant`(_ name: String, _ value: Float) throws {
        for initialization in [HeInitialization(), XavierInitialization()] as [any Initialization] {
            let block = initialization.parameters(for: layout, seed: 1)
            #expect(block[try #require(layout.entry(name)).range].allSatisfy { $0 == value })
        }
    }

    @Test func `a seed is a network`() {
        let block = HeInitialization().parameters(for: layout, seed: 1)
        #expect(block == HeInitialization().parameters(for: layout, seed: 1))
        #expect(block != HeInitialization().parameters(for: layout, seed: 2))
    }
}
