import Corruptions
import MNISTData
import Neural
import PenStrokes
import Raster
import Testing

@testable import DigitModel
@testable import Training

struct SuiteTests {
    /// An answer with this confidence in a digit.
    private func answer(
        _ digit: Int, _ confidence: Float, label: UInt8, likelihood: Float = 1,
        reason: Classification.Reason? = nil
    ) -> SuiteAnswer {
        var probabilities = [Float](repeating: (1 - confidence) / 9, count: 10)
        probabilities[digit] = confidence
        let classification = Classification(
            probabilities: probabilities, digitLikelihood: likelihood, reason: reason)
        return SuiteAnswer(classification, label: label)
    }

    @Test func `a row worked out by hand`() {
        let served = [
            answer(3, 0.99, label: 3), answer(3, 0.96, label: 5), answer(1, 0.8, label: 1),
            answer(7, 0.97, label: 7, reason: .notADigit), answer(8, 0.5, label: 2, reason: .ambiguous),
        ]
        let row = SuiteRow(name: "x", title: "y", served: served, unnormalized: [answer(3, 0.4, label: 3)])
        #expect((row.count, row.sureCount) == (5, 2))
        #expect((row.accuracy, row.accuracyUnnormalized, row.accepted) == (0.6, 1, 0.6))
        #expect((row.acceptedAccuracy, row.sureAccuracy) == (2 / 3.0, 0.5))
        #expect(abs(row.meanConfidence - (0.99 + 0.96 + 0.8 + 0.97 + 0.5) / 5) < 1e-6)
        // Bins of a fifteenth: the last has three of confidence 2.92, of which two are right.
        #expect(abs(row.ece - ((2.92 - 2) + (1 - 0.8) + 0.5) / 5) < 1e-6)
    }

    @Test func `a row of nothing has no shares of what there is none of`() {
        let row = SuiteRow(name: "x", title: "y", served: [], unnormalized: [])
        #expect((row.count, row.sureCount, row.accuracy, row.meanConfidence) == (0, 0, 0, 0))
        #expect((row.accuracyUnnormalized, row.acceptedAccuracy, row.sureAccuracy) == (nil, nil, nil))
    }

    @Test func `a row of what is no digit worked out by hand`() {
        let digits = (1...200).map { answer(0, 0.9, label: 0, likelihood: Float($0) / 200) }
        let others = [
            answer(0, 0.9, label: 255, likelihood: 0.0075, reason: .notADigit),
            answer(0, 0.7, label: 255, likelihood: 0.0125, reason: .notADigit),
            answer(0, 0.5, label: 255, likelihood: 0.5025),
            answer(0, 0.1, label: 255, likelihood: 0, reason: .blank),
        ]
        let row = OutlierRow(name: "x", title: "y", served: others, digits: digits, against: "z")
        #expect((row.count, row.against, row.rejected) == (4, "z", 0.75))
        // The threshold is .015, which all but two of the digits reach.
        #expect(row.rejectedAt99 == 0.75)
        // Above them are 199, 198, 100 and 200 of the digits.
        #expect(abs(row.auroc - (199 + 198 + 100 + 200) / 800.0) < 1e-12)
        #expect(abs(row.meanConfidence - 0.55) < 1e-6)
    }

    @Test func `a limit takes images from all over`() throws {
        let images = LabelledImages(
            width: 28, height: 28, pixels: [UInt8](repeating: 9, count: 10 * 784), labels: Array(0..<10))
        let material = try SuiteMaterial(test: images, fashion: images)
        #expect(material.limited(to: 4).test.labels == [0, 2, 5, 7])
        #expect(material.limited(to: 3).fashion?.labels == [0, 3, 6])
        #expect(material.limited(to: 40).test == images)
        #expect(material.limited(to: 3).pen == [])
    }

    @Test(arguments: [(27, 28, 1), (28, 29, 1), (28, 28, 0)])
    func `images of another size, or none, are refused`(width: Int, height: Int, count: Int) throws {
        let images = LabelledImages(
            width: width, height: height, pixels: [UInt8](repeating: 0, count: count * width * height),
            labels: [UInt8](repeating: 0, count: count))
        #expect(throws: TrainingError.suiteDoesNotFit(size: "\(width)x\(height)")) {
            try SuiteMaterial(test: images)
        }
        #expect(throws: TrainingError.suiteDoesNotFit(size: "\(width)x\(height)")) {
            try SuiteMaterial(test: drawings(count: 3, seed: 1), fashion: images)
        }
    }

    /// A digit of one stroke, wider than high.
    private static let hook = PenDrawing(strokes: [[[0, 0], [40, 0], [40, 10], [20, 20]]])

    @Test(arguments: PenTrial.all)
    func `a drawing lies inside of its canvas, as large and with ink as trials say`(trial: PenTrial) {
        var places: Set<Int> = []
        for seed in UInt64(1)...3 {
            var generator = SplitMix64(seed: seed)
            let picture = trial.picture(of: Self.hook, using: &generator)
            #expect((picture.width, picture.height) == (trial.side, trial.side))
            let ink = picture.luma.map { trial.isLightOnDark ? $0 : 255 - $0 }
            // More than half covered, so that what the pen's soft edge adds does not count.
            let columns = (0..<trial.side).filter { x in
                (0..<trial.side).contains { ink[$0 * trial.side + x] > 127 }
            }
            let (first, last) = (columns.first ?? -1, columns.last ?? -1)
            let extent = Float(last - first + 1)
            let most = max(0.9 * Float(trial.side), 1.5 * trial.pen.upperBound)
            #expect((0.35 * Float(trial.side) - 2...most + 2).contains(extent))
            #expect(first >= 0 && ink.contains { $0 > 250 } || trial.pen.upperBound < 2)
            places.insert(first)
        }
        #expect(places.count > 1)
    }

    @Test func `a dot is drawn as large as its pen`() {
        var generator = SplitMix64(seed: 1)
        let dot = PenDrawing(strokes: [[[5, 5]]])
        let ink = PenTrial(name: "x", title: "y", pen: 20...20).picture(of: dot, using: &generator).luma
            .map { Float(255 - $0) / 255 }
        #expect(abs(ink.reduce(0, +) - Float.pi * 100) < 6)
    }

    /// Untrained, and as sure of itself as that is.
    private static let classifier: Classifier = {
        let architecture = Architecture.inklingTiny
        let parameters = HeInitialization().parameters(for: architecture.layout, seed: 7)
        let metadata = CheckpointMetadata(
            inputMean: 0.1307, inputDeviation: 0.3081, temperature: 1.2,
            rejection: EnergyRejection(threshold: 2.5, scale: 0.1), goldenLogits: [], notes: [:])
        return Classifier([
            Checkpoint(architecture: architecture, parameters: parameters, metadata: metadata)
        ])
    }()

    @Test func `a suite is the same on any number of threads, and its rows are what they are made of`() throws
    {
        let images = drawings(count: 4, seed: 3)
        var material = try SuiteMaterial(test: images, fashion: drawings(count: 2, seed: 4))
        material.pen = (0..<2).map { PenDigit(Self.hook, digit: $0, writer: 1) }
        material.letters = [LabelledDrawing(Self.hook, label: "Greek")]
        material.missing = ["something"]
        var told: [String] = []
        let report = Suite(team: Team(threads: 3)).measure(Self.classifier, on: material) {
            row, rows, title in
            told.append("\(row) \(rows) \(title)")
        }
        #expect(report == Suite(team: Team(threads: 1)).measure(Self.classifier, on: material) { _, _, _ in })
        #expect(told.first == "1 26 test images as they are" && told.last == "26 26 Fashion-MNIST's clothes")
        #expect(told.count == 26)

        #expect(report.digits.map(\.name) == ["test", "test_canvas"] + PenTrial.all.map(\.name))
        #expect(report.corruptions.map(\.name) == Corruption.allCases.map(\.rawValue))
        #expect(report.outliers.map(\.name) == ["omniglot", "fashion"])
        #expect(report.outliers.map(\.against) == ["pen", "test_canvas"])
        #expect((report.corruptions + [report.digits[0]]).allSatisfy { $0.count == 4 })
        #expect(report.outliers.map(\.count) == [1, 2] && report.missing == ["something"])

        let plain = Evaluator(team: Team(threads: 2)).evaluate(Self.classifier, on: images)
        #expect((report.digits[0].accuracy, report.digits[0].ece) == (plain.accuracy, plain.ece))
        #expect(report.digits[0].accuracyUnnormalized == nil)
        let mean = report.corruptions.reduce(0) { $0 + $1.accuracy } / 15
        #expect(abs(report.corruptionMean.accuracy - mean) < 1e-12)
        #expect(report.corruptionMean.count == 60)
    }

    @Test func `a corrupted image depends on seed, corruption and number alone, and is what is measured`()
        throws
    {
        let images = drawings(count: 4, seed: 5)
        let first = images.picture(at: 2, corruptedBy: .impulseNoise, seed: 1)
        #expect(first == images.picture(at: 2, corruptedBy: .impulseNoise, seed: 1))
        #expect(first != images.picture(at: 2, corruptedBy: .impulseNoise, seed: 2))
        let material = try SuiteMaterial(test: images)
        let report = Suite(team: Team(threads: 1)).measure(Self.classifier, on: material) { _, _, _ in }
        for (corruption, row) in zip(Corruption.allCases, report.corruptions) {
            let answers = (0..<4).map { index in
                let bytes = images.picture(at: index, corruptedBy: corruption, seed: 1).bytes
                let posted = DigitNormalizer().normalize(PixelImage(width: 28, height: 28, luma: bytes))
                return (
                    posted.map { Self.classifier.classify($0.pixels).digit },
                    Self.classifier.classify(bytes.map { Float($0) / 255 }).digit
                )
            }
            let labels = images.labels.map(Int.init)
            #expect(row.accuracy == Double(zip(answers, labels).count { $0.0 ?? 0 == $1 }) / 4)
            #expect(row.accuracyUnnormalized == Double(zip(answers, labels).count { $0.1 == $1 }) / 4)
        }
    }
}
