import Testing

@testable import Neural

struct SplitMix64Tests {
    /// The first outputs of the authors' C code (prng.di.unimi.it/splitmix64.c), as published with it by others.
    static let published: [(seed: UInt64, outputs: [UInt64])] = [
        (
            1_234_567,
            [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ]
        ),
        (0, [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F]),
    ]

    @Test(arguments: published)
    func `it gives the published numbers`(_ test: (seed: UInt64, outputs: [UInt64])) {
        var generator = SplitMix64(seed: test.seed)
        #expect(test.outputs.map { _ in generator.next() } == test.outputs)
    }

    @Test func `every path is a generator of its own`() {
        var first: Set<UInt64> = []
        for a in UInt64(0)..<20 {
            for b in UInt64(0)..<20 {
                var generator = SplitMix64(seed: 1, path: a, b)
                first.insert(generator.next())
            }
        }
        #expect(first.count == 400)
        var (one, other) = (SplitMix64(seed: 1, path: 2, 3), SplitMix64(seed: 1, path: 2, 3))
        #expect(one.next() == other.next())
    }

    @Test func `uniform numbers fill 0..<1, normal ones have mean 0 and variance 1`() {
        var generator = SplitMix64(seed: 3)
        let uniform = (0..<20_000).map { _ in Double(generator.uniform()) }
        #expect(uniform.allSatisfy { (0..<1).contains($0) })
        for tenth in 0..<10 {
            let share = Double(uniform.count { Int($0 * 10) == tenth }) / 20_000
            #expect(abs(share - 0.1) < 0.0085, "four standard deviations of a binomial share")
        }
        let normal = (0..<20_000).map { _ in Double(generator.normal()) }
        let mean = normal.reduce(0, +) / 20_000
        #expect(abs(mean) < 4 / (20_000.0).squareRoot())
        let variance = normal.reduce(0) { $0 + $1 * $1 } / 20_000 - mean * mean
        #expect(abs(variance - 1) < 4 * (2 / 20_000.0).squareRoot())
    }
}
