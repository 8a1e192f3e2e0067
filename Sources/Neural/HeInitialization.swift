import Glibc

/// The initial parameters of a network (He and others 2015): weights normal with variance 2 / fan-in, biases 0,
/// scales 1, running statistics those of the standard normal distribution.
public struct HeInitialization: Sendable {
    public init() {}

    /// A parameter block for `layout`; every tensor's numbers depend on the seed and on its place only.
    public func parameters(for layout: ParameterLayout, seed: UInt64) -> [Float] {
        var block = [Float](repeating: 0, count: layout.totalCount)
        for (index, entry) in layout.entries.enumerated() {
            switch entry.kind {
            case .kernel, .matrix:
                var generator = SplitMix64(seed: seed, path: UInt64(index))
                let deviation = sqrt(2 / Float(entry.fanIn))
                for i in entry.range { block[i] = generator.normal() * deviation }
            case .scale, .runningVariance:
                for i in entry.range { block[i] = 1 }
            case .bias, .runningMean:
                break
            }
        }
        return block
    }
}
