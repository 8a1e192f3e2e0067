import Testing

@testable import Neural

struct DropoutTests {
    private func bench(_ rate: Float, features: Int, count: Int, seed: UInt64, threads: Int = 2) -> LayerBench
    {
        LayerBench(
            .dropout(rate: rate), input: Shape(features: features), count: count, parameters: [],
            threads: threads, seed: seed)
    }

    @Test(arguments: [Float(0), 0.1, 0.5, 0.9])
    func `it drops the share it was told and scales what stays`(_ rate: Float) {
        let y = bench(rate, features: 1000, count: 10, seed: 1)
            .forward([Float](repeating: 2, count: 10_000))
        // A rate is kept to a 65,536th, and what stays is scaled by the rate that is kept.
        #expect(y.allSatisfy { $0 == 0 || abs($0 * (1 - rate) / 2 - 1) < 1e-3 } && Set(y).count <= 2)
        let dropped = Float(y.count { $0 == 0 }) / 10_000
        // Four standard deviations of a binomial share.
        #expect(abs(dropped - rate) <= 4 * (rate * (1 - rate) / 10_000).squareRoot())
    }

    @Test func `backward uses the very mask of forward`() {
        let bench = bench(0.4, features: 37, count: 9, seed: 2)
        let ones = [Float](repeating: 1, count: 37 * 9)
        let mask = bench.forward(ones)
        let dy = noise(37 * 9, seed: 3)
        #expect(bench.backward(dy).dx == zip(dy, mask).map { $0 * $1 })
    }

    @Test func `samples and seeds have masks of their own, threads have not`() {
        let ones = [Float](repeating: 1, count: 128)
        let mask = bench(0.5, features: 64, count: 2, seed: 4).forward(ones)
        #expect(mask[0..<64] != mask[64..<128])
        #expect(mask != bench(0.5, features: 64, count: 2, seed: 5).forward(ones))
        #expect(mask == bench(0.5, features: 64, count: 2, seed: 4, threads: 3).forward(ones))
    }

    @Test func `outside training everything passes`() {
        let x = noise(64, seed: 6)
        #expect(bench(0.5, features: 32, count: 2, seed: 7).forward(x, isTraining: false) == x)
    }
}
