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

    @Test func `one digit in two hundred is given up`() {
        let (logits, labels) = Self.logits(1)
        let calibration = Calibration(logits: logits, labels: labels)
        let rejected = logits.count {
            calibration.rejection.digitLikelihood(of: $0.map { $0 / calibration.temperature }) < 0.5
        }
        #expect(rejected == 5)
    }
}
