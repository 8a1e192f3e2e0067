import DigitModel
import Foundation
import MNISTData
import Neural
import Testing

@testable import Training

struct QuantizerTests {
    private static let quantizer = Quantizer(team: Team(threads: 2))
    private static let images = LabelledImages.synthetic(count: 70)

    /// A checkpoint of random weights.
    private static func checkpoint(_ architecture: Architecture, spoil: (inout [Float]) -> Void = { _ in })
        -> Checkpoint
    {
        var parameters = HeInitialization().parameters(for: architecture.layout, seed: 1)
        spoil(&parameters)
        var checkpoint = Checkpoint(
            architecture: architecture, parameters: parameters,
            metadata: CheckpointMetadata(
                inputMean: 0.1307, inputDeviation: 0.3081, temperature: 1.25,
                rejection: EnergyRejection(threshold: 2, scale: 0.5), goldenLogits: [],
                notes: ["name": "random", "validation_accuracy": "0.5"]))
        checkpoint.metadata.goldenLogits = checkpoint.goldenLogits
        return checkpoint
    }

    /// The mean of every logit over the images.
    private static func meanLogits(_ architecture: Architecture, _ parameters: [Float]) -> [Double] {
        let plan = InferencePlan(
            architecture, parameters: parameters, inputMean: 0.1307, inputDeviation: 0.3081)
        let rows = Evaluator(team: Team(threads: 2)).logits(of: images, by: plan)
        return (0..<10).map { digit in
            rows.reduce(0) { $0 + Double($1[digit]) } / Double(rows.count)
        }
    }

    /// With bias and batch norm, without bias, and with neither batch norm nor planes.
    @Test(arguments: [Architecture.cnnSmall, .inklingTiny, .mlpBase])
    func `mended means are those of the exact network`(_ architecture: Architecture) {
        let exact = Self.checkpoint(architecture).parameters
        // Far too coarse, so that the means move far.
        let coarse = exact.map { ($0 * 6).rounded() / 6 }
        let mended = MeanCorrection(architecture, team: Team(threads: 2)).mended(
            coarse, from: exact, on: Self.images.pixels.map { (Float($0) / 255 - 0.1307) / 0.3081 })
        let wanted = Self.meanLogits(architecture, exact)
        func worst(_ parameters: [Float]) -> Double {
            zip(wanted, Self.meanLogits(architecture, parameters)).map { abs($0 - $1) }.max() ?? .infinity
        }
        #expect(worst(coarse) > 0.05)
        #expect(worst(mended) < 1e-4)
        for entry in architecture.layout.entries where entry.kind.isDecayed {
            #expect(mended[entry.range] == coarse[entry.range], "weights stay as they are")
        }
    }

    @Test(arguments: [WeightFormat.int8, .float16])
    func `a quantised checkpoint answers nearly as the exact one does, and says what it is`(
        _ format: WeightFormat
    ) throws {
        let exact = Self.checkpoint(.inklingTiny)
        let quantized = try Self.quantizer.quantized(exact, as: format, calibratingOn: Self.images)
        #expect(quantized.quantization?.format == format)
        #expect(quantized.metadata.notes == ["name": "random", "quantized_from": exact.fingerprint])
        #expect(quantized.metadata.temperature == exact.metadata.temperature)
        #expect(quantized.metadata.goldenLogits == quantized.goldenLogits)
        let differences = zip(exact.goldenLogits, quantized.goldenLogits).map { abs($0 - $1) }
        let largest = exact.goldenLogits.map(abs).max() ?? 0
        #expect(differences.allSatisfy { $0 < 0.03 * largest } && differences.contains { $0 > 0 })
    }

    @Test func `the same checkpoint and pictures give the same bits on any number of threads`() throws {
        let exact = Self.checkpoint(.cnnSmall)
        let one = try Quantizer(team: Team(threads: 1))
            .quantized(exact, as: .int8, calibratingOn: Self.images)
        let two = try Self.quantizer.quantized(exact, as: .int8, calibratingOn: Self.images)
        let isSame = one == two
        #expect(isSame)
    }

    @Test func `what cannot be quantised is refused`() throws {
        let exact = Self.checkpoint(.cnnSmall)
        let int8 = try Self.quantizer.quantized(exact, as: .int8, calibratingOn: Self.images)
        #expect(throws: QuantizationError.alreadyQuantized(as: .int8)) {
            try Self.quantizer.quantized(int8, as: .float16, calibratingOn: Self.images)
        }
        #expect(throws: QuantizationError.notNarrower(.float32)) {
            try Self.quantizer.quantized(exact, as: .float32, calibratingOn: Self.images)
        }
        let weight = try #require(Architecture.cnnSmall.layout.entry("conv2.weight"))
        let huge = Self.checkpoint(.cnnSmall) { $0[weight.offset] = 70_000 }
        #expect(throws: QuantizationError.outOfRange(tensor: "conv2.weight", value: 70_000)) {
            try Self.quantizer.quantized(huge, as: .float16, calibratingOn: Self.images)
        }
        #expect(throws: Never.self) {
            try Self.quantizer.quantized(huge, as: .int8, calibratingOn: Self.images)
        }
    }

    @Test func `pictures to calibrate on are of every digit, and no more than there are`() {
        let many = Quantizer.calibrationImages(of: .synthetic(count: 600))
        #expect(many.count == Quantizer.calibrationCount)
        #expect(Set(many.labels).count == 10)
        #expect(many == Quantizer.calibrationImages(of: .synthetic(count: 600)))
        #expect(Quantizer.calibrationImages(of: .synthetic(count: 7)).count == 7)
    }

    @Test func `the report sets both beside each other`() throws {
        let exact = Self.checkpoint(.cnnSmall)
        let quantized = try Self.quantizer.quantized(exact, as: .int8, calibratingOn: Self.images)
        let evaluator = Evaluator(team: Team(threads: 1))
        func subject(_ checkpoint: Checkpoint) throws -> QuantizationReport.Subject {
            .init(
                checkpoint, bytes: try checkpoint.byteCount,
                evaluation: evaluator.evaluate(checkpoint, on: Self.images))
        }
        let report = QuantizationReport(
            of: try subject(quantized), madeFrom: try subject(exact), timedOn: Self.images)
        #expect(report.architecture == "cnn-small" && report.count == 70)
        #expect(report.original.format == "float32" && report.quantized.format == "int8")
        #expect(report.accuracyLost == report.original.accuracy - report.quantized.accuracy)
        #expect(report.sizeRatio > 3 && report.sizeRatio < 4)
        #expect(report.quantized.microsecondsPerImage > 0)
        let ratio = report.original.microsecondsPerImage / report.quantized.microsecondsPerImage
        #expect(report.speedRatio == ratio)
        // Five images in ten thousand are within the limit, six are not.
        var measured = report
        measured.count = 10_000
        for (lost, isTooMuch) in [(-3, false), (0, false), (5, false), (6, true)] {
            measured.accuracyLost = 0.9972 - Double(9972 - lost) / 10_000
            #expect(measured.losesTooMuch == isTooMuch)
        }
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(report))
        #expect(
            try #require(json as? [String: Any]).keys.sorted() == [
                "accuracy_lost", "architecture", "batch_speed_ratio", "count", "original", "quantized",
                "size_ratio", "speed_ratio",
            ])
    }
}
