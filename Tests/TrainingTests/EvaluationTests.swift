import DigitModel
import Foundation
import MNISTData
import Neural
import Testing

@testable import Training

struct EvaluationTests {
    /// Logits that softmax turns into these probabilities.
    private func logits(_ probabilities: [Float]) -> [Float] { probabilities.map { Foundation.log($0) } }

    /// Six pictures, four classes, of which the last has no picture and no answer.
    private var worked: Evaluation {
        let rows: [([Float], Int)] = [
            ([0.9, 0.05, 0.03, 0.02], 0), ([0.6, 0.3, 0.05, 0.05], 0), ([0.2, 0.7, 0.05, 0.05], 0),
            ([0.1, 0.8, 0.05, 0.05], 1), ([0.4, 0.5, 0.05, 0.05], 1), ([0.1, 0.2, 0.6, 0.1], 2),
        ]
        return Evaluation(
            logits: rows.map { logits($0.0) }, labels: rows.map(\.1), classes: 4, temperature: 1)
    }

    @Test func `six pictures worked out by hand`() {
        let result = worked
        #expect(result.count == 6)
        #expect(result.accuracy == 5 / 6.0)
        #expect(result.confusionMatrix == [[2, 1, 0, 0], [0, 2, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]])
        let (first, second) = (result.perClass[0], result.perClass[1])
        #expect(first.precision == 1 && first.recall == 2 / 3.0 && first.support == 3)
        #expect(second.precision == 2 / 3.0 && second.recall == 1 && second.support == 2)
        #expect(abs(first.f1 - 0.8) < 1e-12 && abs(second.f1 - 0.8) < 1e-12)
        #expect(result.perClass[2] == .init(precision: 1, recall: 1, f1: 1, support: 1))
        #expect(result.perClass[3] == .init(precision: 0, recall: 0, f1: 0, support: 0))
        let right = [0.9, 0.6, 0.2, 0.8, 0.5, 0.6]
        #expect(abs(result.loss + right.reduce(0) { $0 + Foundation.log($1) } / 6) < 1e-6)
        // Bins of a fifteenth: 0.9 and 0.6, 0.6 (one bin, both right); 0.7 wrong; 0.8 right; 0.5 right.
        let ece = (0.1 + (2 - 1.2) + 0.7 + 0.2 + 0.5) / 6
        #expect(abs(result.ece - ece) < 1e-6)
    }

    @Test func `random logits against the definitions`() {
        var generator = SplitMix64(seed: 1)
        let rows = (0..<400).map { _ in (0..<10).map { _ in 2 * generator.normal() } }
        // Digit 9 is never the label.
        let labels = rows.map { row in
            generator.uniform() < 0.5
                ? row[..<9].indices.max { row[$0] < row[$1] } ?? 0 : Int(generator.next() % 9)
        }
        let temperature: Float = 1.7
        let result = Evaluation(logits: rows, labels: labels, classes: 10, temperature: temperature)

        let probabilities = rows.map { row in
            let exponentials = row.map { exp(Double($0) / Double(temperature)) }
            return exponentials.map { $0 / exponentials.reduce(0, +) }
        }
        let answers = probabilities.map { row in row.indices.max { row[$0] < row[$1] } ?? 0 }
        let confidences = zip(probabilities, answers).map { $0[$1] }
        let hits = zip(answers, labels).map { $0 == $1 }
        #expect(result.accuracy == Double(hits.count { $0 }) / 400)
        for digit in 0..<10 {
            let (called, support) = (answers.count { $0 == digit }, labels.count { $0 == digit })
            let both = zip(answers, labels).count { $0 == digit && $1 == digit }
            let report = result.perClass[digit]
            #expect(report.support == support)
            #expect(report.precision == (called == 0 ? 0 : Double(both) / Double(called)))
            #expect(report.recall == (support == 0 ? 0 : Double(both) / Double(support)))
            #expect(abs(report.f1 - (both == 0 ? 0 : 2 * Double(both) / Double(called + support))) < 1e-12)
            for answer in 0..<10 {
                #expect(
                    result.confusionMatrix[digit][answer]
                        == zip(answers, labels).count { $0 == answer && $1 == digit })
            }
        }
        var ece = 0.0
        for bin in 0..<15 {
            let members = confidences.indices.filter { Int(confidences[$0] * 15) == bin }
            let confidence = members.reduce(0) { $0 + confidences[$1] }
            ece += abs(confidence - Double(members.count { hits[$0] })) / 400
        }
        #expect(abs(result.ece - ece) < 1e-6)
        let loss = zip(probabilities, labels).reduce(0) { $0 - log($1.0[$1.1]) } / 400
        #expect(abs(result.loss - loss) < 1e-6)
    }

    @Test func `an ensemble is judged by the probabilities that it serves`() throws {
        let images = drawings(count: 30, seed: 4)
        let checkpoints = [Architecture.inklingTiny, .mlpBase].map { architecture in
            Checkpoint(
                architecture: architecture,
                parameters: HeInitialization().parameters(for: architecture.layout, seed: 2),
                metadata: CheckpointMetadata(
                    inputMean: 0.1307, inputDeviation: 0.3081, temperature: 1.5,
                    rejection: EnergyRejection(threshold: 0, scale: 1), goldenLogits: [], notes: [:]))
        }
        let evaluator = Evaluator(team: Team(threads: 2))
        let alone = checkpoints.map { evaluator.logits(of: images, by: InferencePlan($0)) }
        let expected = Evaluation(
            logits: zip(alone[0], alone[1]).map { zip($0, $1).map { ($0 + $1) / 2 } },
            labels: images.labels.map(Int.init), classes: 10, temperature: 1.5)
        let result = evaluator.evaluate(Classifier(checkpoints), on: images)
        #expect(result.confusionMatrix == expected.confusionMatrix)
        #expect(abs(result.loss - expected.loss) < 1e-5 && abs(result.ece - expected.ece) < 1e-5)
        let first = evaluator.evaluate(checkpoints[0], on: images)
        #expect(first.loss != result.loss)
        #expect(evaluator.evaluate(Classifier([checkpoints[0]]), on: images) == first)
    }

    @Test func `an evaluation knows what the checkpoint calls the classes`() {
        var checkpoint = Checkpoint(
            architecture: .inklingTiny,
            parameters: HeInitialization().parameters(for: Architecture.inklingTiny.layout, seed: 2),
            metadata: CheckpointMetadata(
                inputMean: 0.1307, inputDeviation: 0.3081, temperature: 1.5,
                rejection: EnergyRejection(threshold: 0, scale: 1), goldenLogits: [], notes: [:]))
        let evaluator = Evaluator(team: Team(threads: 1))
        let images = drawings(count: 10, seed: 4)
        let numbered = evaluator.evaluate(checkpoint, on: images)
        #expect(numbered.classLabels == CheckpointMetadata.digits && !numbered.hasNamedClasses)
        checkpoint.metadata.classLabels = PublicDataset.fashion.classNames
        let named = evaluator.evaluate(checkpoint, on: images)
        #expect(named.classLabels == PublicDataset.fashion.classNames && named.hasNamedClasses)
        #expect(!worked.hasNamedClasses)
    }

    @Test func `certain and right is perfect, certain and wrong is as bad as can be`() {
        let certain: [[Float]] = [[1000, 0], [0, 1000]]
        let right = Evaluation(logits: certain, labels: [0, 1], classes: 2, temperature: 1)
        #expect(right.accuracy == 1 && right.loss == 0 && right.ece == 0)
        let wrong = Evaluation(logits: certain, labels: [1, 0], classes: 2, temperature: 1)
        #expect(wrong.accuracy == 0 && wrong.ece == 1)
        #expect(wrong.loss.isFinite && wrong.loss > 60)
    }

    @Test func `no pictures, no numbers out of nothing`() {
        let result = Evaluation(logits: [], labels: [], classes: 3, temperature: 1)
        #expect(result.count == 0 && result.accuracy == 0 && result.loss == 0 && result.ece == 0)
        #expect(result.perClass.allSatisfy { $0 == .init(precision: 0, recall: 0, f1: 0, support: 0) })
    }

    @Test func `logits that overflowed show in the loss and stop nothing`() {
        let result = Evaluation(
            logits: [[.infinity, 0], [.nan, .nan], [1, 0]], labels: [0, 0, 0], classes: 2, temperature: 1)
        #expect(result.loss.isNaN)
        #expect(result.count == 3)
    }

    @Test func `its JSON has the keys that others read`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let object = try #require(
            try JSONSerialization.jsonObject(with: try encoder.encode(worked)) as? [String: Any])
        #expect(
            object.keys.sorted() == [
                "accuracy", "class_labels", "confusion_matrix", "count", "ece", "loss", "per_class",
                "reliability",
            ])
        #expect(object["class_labels"] as? [String] == ["0", "1", "2", "3"])
        let bins = try #require((object["reliability"] as? [String: [[String: Double]]])?["bins"])
        #expect(bins.map(\.["count"]) == worked.reliability.bins.map { Double($0.count) })
        #expect(bins.allSatisfy { $0.keys.sorted() == ["confidence_sum", "correct", "count"] })
        let reports = try #require(object["per_class"] as? [[String: Any]])
        #expect(reports.count == 4)
        #expect(reports[0].keys.sorted() == ["f1", "precision", "recall", "support"])
        #expect(try JSONDecoder().decode(Evaluation.self, from: try encoder.encode(worked)) == worked)
    }
}
