import Glibc
import Neural
import Testing

@testable import Training

struct LogisticFitTests {
    @Test func `finds the curve that scores were drawn by`() throws {
        var generator = SplitMix64(seed: 3)
        var (high, low): ([Float], [Float]) = ([], [])
        // Evenly spread scores, each a high one by the odds of a curve around 7 of scale 1.5.
        for _ in 0..<20_000 {
            let score = 20 * generator.uniform() - 3
            if generator.uniform() < 1 / (1 + exp((7 - score) / 1.5)) {
                high.append(score)
            } else {
                low.append(score)
            }
        }
        let fit = try #require(LogisticFit(high: high, low: low))
        #expect(abs(fit.middle - 7) < 0.15 && abs(fit.scale - 1.5) < 0.1)
    }

    @Test func `no other curve near it has a higher likelihood`() throws {
        let (high, low): ([Float], [Float]) = ([4, 5, 3, 8, 2], [0, 1, 2.5, 3.5, -2, 1, 0])
        let fit = try #require(LogisticFit(high: high, low: low))
        func loss(_ middle: Double, _ scale: Double) -> Double {
            func side(_ scores: [Float], _ target: Double) -> Double {
                scores.reduce(0) { sum, score in
                    let p = 1 / (1 + exp((middle - Double(score)) / scale))
                    return sum - target * log(p) - (1 - target) * log(1 - p)
                } / Double(scores.count)
            }
            return side(high, 6.0 / 7) + side(low, 1.0 / 9)
        }
        let best = loss(Double(fit.middle), Double(fit.scale))
        for (dm, ds) in [(0.02, 0.0), (-0.02, 0), (0, 0.02), (0, -0.02), (0.3, 0.3), (-1, 0.5)] {
            #expect(loss(Double(fit.middle) + dm, Double(fit.scale) + ds) > best)
        }
    }

    @Test func `sides that do not overlap have a finite scale between them`() throws {
        let fit = try #require(LogisticFit(high: [10, 11, 12], low: [-1, 0, 1]))
        #expect((2..<9).contains(fit.middle) && fit.scale > 0.1 && fit.scale < 10)
    }

    @Test(arguments: [([], [1]), ([1], []), ([1, 2], [3, 4]), ([2, 2], [2])] as [([Float], [Float])])
    func `there is none without two sides in order`(_ sides: ([Float], [Float])) {
        #expect(LogisticFit(high: sides.0, low: sides.1) == nil)
    }
}
