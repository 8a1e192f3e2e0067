import Neural
import Testing

@testable import Training

struct OutlierScoreTests {
    /// Scores of few values, so that many are equal.
    private static func scores(_ count: Int, levels: UInt64, shift: Float, seed: UInt64) -> [Float] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in Float(generator.next(upperBound: levels)) + shift }
    }

    @Test(arguments: [(7, 5, 3), (40, 60, 8), (100, 1, 1000), (1, 30, 2)] as [(Int, Int, UInt64)])
    func `the area is the share of pairs in order, counted one by one`(
        _ digitCount: Int, _ otherCount: Int, _ levels: UInt64
    ) {
        let digits = Self.scores(digitCount, levels: levels, shift: 1, seed: 1)
        let others = Self.scores(otherCount, levels: levels, shift: 0, seed: 2)
        var won = 0.0
        for digit in digits {
            for other in others { won += digit > other ? 1 : digit == other ? 0.5 : 0 }
        }
        let score = OutlierScore(digits: digits, others: others, threshold: 2)
        #expect(abs(score.auroc - won / Double(digitCount * otherCount)) < 1e-12)
        #expect(score.accepted == Double(digits.count { $0 >= 2 }) / Double(digitCount))
        #expect(score.rejected == Double(others.count { $0 < 2 }) / Double(otherCount))
    }

    @Test func `sides that do not overlap, and sides that are the same`() {
        #expect(
            OutlierScore(digits: [3, 4], others: [1, 2], threshold: 3)
                == OutlierScore(digits: [.infinity, 3], others: [-.infinity], threshold: 2.5))
        #expect(OutlierScore(digits: [1, 2], others: [3, 4], threshold: 0).auroc == 0)
        #expect(OutlierScore(digits: [5, 5, 5], others: [5, 5], threshold: 0).auroc == 0.5)
        #expect(OutlierScore(digits: [], others: [1], threshold: 0).auroc == 0.5)
        #expect(OutlierScore(digits: [1], others: [], threshold: 0).rejected == 0)
    }

    @Test func `a threshold gives up the share that it is asked to`() {
        let digits = (0..<200).map { Float(($0 * 67) % 200) }
        let threshold = OutlierScore.threshold(rejecting: 0.01, of: digits)
        #expect(digits.count { $0 < threshold } == 2)
        #expect(OutlierScore.threshold(rejecting: 0, of: digits) == 0)
    }
}
