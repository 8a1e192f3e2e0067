import Glibc

/// How the weights of a network are drawn at first; biases start at 0, scales at 1, running statistics at those of the
/// standard normal distribution.
public protocol Initialization: Sendable {
    /// A weight of a unit with that many inputs, in a layer where that many outputs follow from an input.
    func weight(fanIn: Int, fanOut: Int, using generator: inout SplitMix64) -> Float
}

extension Initialization {
    /// A parameter block for `layout`; every tensor's numbers depend on the seed and on its place only.
    public func parameters(for layout: ParameterLayout, seed: UInt64) -> [Float] {
        var block = [Float](repeating: 0, count: layout.totalCount)
        for (index, entry) in layout.entries.enumerated() {
            switch entry.kind {
            case .kernel, .matrix:
                var generator = SplitMix64(seed: seed, path: UInt64(index))
                for i in entry.range {
                    block[i] = weight(fanIn: entry.fanIn, fanOut: entry.fanOut, using: &generator)
                }
            case .scale, .runningVariance:
                for i in entry.range { block[i] = 1 }
            case .bias, .runningMean:
                break
            }
        }
        return block
    }
}

/// Normal with variance 2 / fan-in, which keeps the variance through rectifiers (He and others 2015).
public struct HeInitialization: Initialization {
    public init() {}

    public func weight(fanIn: Int, fanOut: Int, using generator: inout SplitMix64) -> Float {
        generator.normal() * sqrt(2 / Float(fanIn))
    }
}

/// Uniform with variance 2 / (fan-in + fan-out), a balance of passes forward and backward (Glorot and Bengio 2010).
public struct XavierInitialization: Initialization {
    public init() {}

    public func weight(fanIn: Int, fanOut: Int, using generator: inout SplitMix64) -> Float {
        (2 * generator.uniform() - 1) * sqrt(6 / Float(fanIn + fanOut))
    }
}
