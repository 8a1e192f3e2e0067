import Foundation
import Neural
import Testing
import Training

@testable import Report

struct ReadingsTests {
    /// Logits of random images, half of them with a label that has nothing to do with them.
    private func random(_ count: Int) -> (logits: [[Float]], labels: [Int]) {
        var generator = SplitMix64(seed: 11)
        let logits = (0..<count).map { _ in (0..<10).map { _ in 3 * generator.normal() } }
        let labels = logits.map { row in
            generator.uniform() < 0.5
                ? Int(generator.next() % 10) : row.indices.max { row[$0] < row[$1] } ?? 0
        }
        return (logits, labels)
    }

    @Test func `the bins are those of a computation by the definition`() {
        let (logits, labels) = random(600)
        let reliability = Evaluation(logits: logits, labels: labels, classes: 10, temperature: 1.3)
            .reliability
        #expect(reliability.bins.count == 15)

        var expected = [(count: Int, correct: Int, confidence: Double)](repeating: (0, 0, 0), count: 15)
        for (row, label) in zip(logits, labels) {
            let exponentials = row.map { exp(Double($0) / 1.3) }
            let total = exponentials.reduce(0, +)
            let best = exponentials.enumerated().max { $0.element < $1.element }
            let confidence = (best?.element ?? 0) / total
            let bin = (0..<15).last { Double($0) / 15 <= confidence } ?? 0
            expected[bin].count += 1
            expected[bin].correct += best?.offset == label ? 1 : 0
            expected[bin].confidence += confidence
        }
        for (bin, (count, correct, confidence)) in zip(reliability.bins, expected) {
            #expect(bin.count == count && bin.correct == correct)
            #expect(abs(bin.confidenceSum - confidence) < 1e-4)
            #expect(bin.accuracy == (count == 0 ? nil : Double(correct) / Double(count)))
            #expect(bin.confidence.map { abs($0 - confidence / Double(count)) < 1e-5 } ?? (count == 0))
        }
        let ece = expected.reduce(0) { $0 + abs($1.confidence - Double($1.correct)) } / 600
        #expect(abs(reliability.expectedCalibrationError - ece) < 1e-6)
    }

    @Test func `the error of calibration is that of the evaluation`() {
        let (logits, labels) = random(200)
        let evaluation = Evaluation(logits: logits, labels: labels, classes: 10, temperature: 0.7)
        let reliability = evaluation.reliability
        #expect(reliability.expectedCalibrationError == evaluation.ece)
        #expect(reliability.bins.reduce(0) { $0 + $1.correct } == evaluation.rightCount)
        #expect(evaluation.rightCount + evaluation.errorCount == 200)
    }

    @Test func `an answer that is certain falls into the last bin, one without a number into the first`() {
        var reliability = Reliability(bins: 4)
        for confidence: Float in [0, 0.24, 0.25, 0.75, 1, .nan] {
            reliability.add(confidence: confidence, isCorrect: true)
        }
        #expect(reliability.bins.map(\.count) == [3, 1, 0, 2])
        #expect(Reliability().expectedCalibrationError == 0)
    }

    @Test
    func `the worst errors are wrong answers only, the highest loss first, the earlier of equals first`() {
        let logits: [[Float]] = [[0, 1], [0, 3], [2, 0], [0, 3], [0, 100], [5, 0], [.nan, 0]]
        let labels = [0, 0, 0, 0, 0, 1, 1]
        let readings = Readings(logits: logits, labels: labels, temperature: 1)
        // 2 is right. 6 has no loss and counts as the worst.
        #expect(readings.worst(10).filter { $0 != 6 } == [4, 5, 1, 3, 0])
        #expect(readings.worst(10).first { $0 == 6 || $0 == 4 } == (readings.worst(10).contains(6) ? 6 : 4))
        #expect(readings.worst(2).count == 2)
        #expect(abs(readings.loss(4) - 100) < 1e-3)
        #expect(abs(readings.loss(0) - log(1 + exp(1))) < 1e-6)
    }

    @Test func `on random answers the order is that of the losses`() {
        let (logits, labels) = random(300)
        let readings = Readings(logits: logits, labels: labels, temperature: 2)
        let worst = readings.worst(50)
        #expect(worst.count == 50)
        let losses = worst.map { index in
            let row = logits[index].map { Double($0) / 2 }
            return Foundation.log(row.reduce(0) { $0 + exp($1) }) - row[labels[index]]
        }
        #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 >= $1 - 1e-5 })
        #expect(
            worst.allSatisfy { index in
                logits[index].firstIndex(of: logits[index].max() ?? 0) != labels[index]
            })
    }

    @Test(arguments: [
        (0, 10, 0.0, 0.27754), (10, 10, 0.72246, 1.0), (9972, 10_000, 0.995955, 0.998062),
        (1, 2, 0.094531, 0.905469),
    ])
    func `Wilson's interval`(_ hits: Int, _ trials: Int, _ lower: Double, _ upper: Double) {
        let interval = WilsonInterval(hits: hits, trials: trials)
        #expect(abs(interval.lower - lower) < 1e-5 && abs(interval.upper - upper) < 1e-5)
    }
}
