@testable import Neural

/// Floats drawn evenly from -1 to 1.
func noise(_ count: Int, seed: UInt64) -> [Float] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in 2 * generator.uniform() - 1 }
}

/// Parameters as a network in training has them: every one random, running variances above 0.
func randomParameters(_ layout: ParameterLayout, seed: UInt64) -> [Float] {
    var block = noise(layout.totalCount, seed: seed)
    for entry in layout.entries where entry.kind == .runningVariance {
        for i in entry.range { block[i] = 0.5 + abs(block[i]) }
    }
    return block
}

/// The largest difference between two lists, relative to the largest number in the second where that is above 1;
/// infinite where their lengths differ or a difference is not a number.
func worstDifference(_ a: [Float], _ b: [Double]) -> Double {
    guard a.count == b.count else { return .infinity }
    let scale = max(1, b.map(abs).max() ?? 0)
    return zip(a, b).reduce(0) { worst, pair in
        let difference = abs(Double(pair.0) - pair.1) / scale
        return difference.isNaN ? .infinity : max(worst, difference)
    }
}

/// Bits, so that -0 is not 0 and NaN equals itself.
func bits(_ values: [Float]) -> [UInt32] { values.map(\.bitPattern) }
