import DigitModel
import Neural
import Testing

@testable import Training

struct CalibrationTests {
    /// Logits that are right four times in five, too sure by a factor.
    private static func logits(_ factor: Float) -> (logits: [[Float]], labels: [Int]) {
        var generator = SplitMix64(seed: 5)
        let labels = (0..<1000).map { $0 % 10 }
        let logits = labels.map { label in
            let answer = generator.uniform() < 0.8 ? label : (label + 1) % 10
            return (0..<10).map { factor * ($0 == answer ? 4 + generator.uniform() : generator.uniform()) }
        }
        return (logits, labels)
    }

    @Test func `what is too sure by a factor is softened by it`() {
        let (logits, labels) = Self.logits(1)
        let once = Calibration(logits: logits, labels: labels)
        let threefold = Calibration(logits: logits.map { $0.map { 3 * $0 } }, labels: labels)
        #expect(abs(threefold.temperature / once.temperature - 3) < 0.01)
        #expect(abs(threefold.rejection.threshold - once.rejection.threshold) < 0.05)
    }

    private static func likelihoods(_ logits: [[Float]], by calibration: Calibration) -> [Float] {
        logits.map { calibration.rejection.digitLikelihood(of: $0.map { $0 / calibration.temperature }) }
    }

    @Test(arguments: [false, true])
    func `one digit in a hundred is given up, with outliers or without`(_ hasOutliers: Bool) {
        let (logits, labels) = Self.logits(1)
        let outliers = hasOutliers ? logits.map { $0.map { $0 - 3 } } : []
        let calibration = Calibration(logits: logits, labels: labels, outliers: outliers)
        #expect(Self.likelihoods(logits, by: calibration).count { $0 < 0.5 } == 10)
    }

    @Test func `with outliers, the odds change by the energy as they do between both`() throws {
        let (logits, labels) = Self.logits(1)
        var generator = SplitMix64(seed: 6)
        let outliers = logits.map { row in row.map { $0 - 4 * generator.uniform() } }
        let calibration = Calibration(logits: logits, labels: labels, outliers: outliers)
        func energies(_ logits: [[Float]]) -> [Float] {
            logits.map { logSumExp($0.map { $0 / calibration.temperature }) }
        }
        let fit = try #require(LogisticFit(high: energies(logits), low: energies(outliers)))
        #expect(calibration.rejection.scale == fit.scale)
        #expect(Calibration(logits: logits, labels: labels).rejection.scale != fit.scale)
        let score = OutlierScore(
            digits: Self.likelihoods(logits, by: calibration),
            others: Self.likelihoods(outliers, by: calibration), threshold: 0.5)
        #expect(score.accepted == 0.99 && score.rejected > 0.5)
    }

    @Test func `outliers that look more like digits than digits do not turn the odds around`() {
        let (logits, labels) = Self.logits(1)
        let brighter = logits.map { $0.map { $0 + 5 } }
        #expect(
            Calibration(logits: logits, labels: labels, outliers: brighter)
                == Calibration(logits: logits, labels: labels))
    }
}
