import MNISTData
import Testing

@testable import Training

struct TrainingOptionsTests {
    /// A change, and the option that it makes untrainable.
    struct BadOption: CustomTestStringConvertible {
        let name: String
        let value: String
        let needs: String
        let change: @Sendable (inout TrainingOptions) -> Void

        init(
            _ name: String, _ value: String, _ needs: String,
            _ change: @escaping @Sendable (inout TrainingOptions) -> Void
        ) {
            (self.name, self.value, self.needs, self.change) = (name, value, needs, change)
        }

        var testDescription: String { "\(name) \(value)" }
    }

    static let bad = [
        BadOption("--epochs", "0", "in 1...100000") { $0.epochs = 0 },
        BadOption("--epochs", "\(Int.max)", "in 1...100000") { $0.epochs = .max },
        BadOption("--batch-size", "0", "in 1...4096") { $0.batchSize = 0 },
        BadOption("--batch-size", "-1", "in 1...4096") { $0.batchSize = -1 },
        BadOption("--learning-rate", "0.0", "above 0") { $0.learningRate = 0 },
        BadOption("--learning-rate", "-0.1", "above 0") { $0.learningRate = -0.1 },
        BadOption("--learning-rate", "nan", "above 0") { $0.learningRate = .nan },
        BadOption("--learning-rate", "inf", "above 0") { $0.learningRate = .infinity },
        BadOption("--weight-decay", "-1.0", "0 or more") { $0.weightDecay = -1 },
        BadOption("--weight-decay", "nan", "0 or more") { $0.weightDecay = .nan },
        BadOption("--label-smoothing", "1.0", "in 0..<1") { $0.labelSmoothing = 1 },
        BadOption("--label-smoothing", "-0.1", "in 0..<1") { $0.labelSmoothing = -0.1 },
        BadOption("--average-decay", "1.0", "in 0..<1") { $0.averageDecay = 1 },
        BadOption("--rotation", "181.0", "in 0...180 degrees") { $0.rotation = 181 },
        BadOption("--rotation", "nan", "in 0...180 degrees") { $0.rotation = .nan },
        BadOption("--translation", "29.0", "in 0...28 pixels") { $0.translation = 29 },
        BadOption("--scale", "0.95", "in 0...0.9") { $0.scale = 0.95 },
        BadOption("--scale", "-0.1", "in 0...0.9") { $0.scale = -0.1 },
        BadOption("--shear", "1.5", "in 0...1") { $0.shear = 1.5 },
        BadOption("--validation", "9", "at least 10 images") { $0.validationCount = 9 },
        BadOption("--validation", "-5", "at least 10 images") { $0.validationCount = -5 },
    ]

    private func prepare(_ options: TrainingOptions, train: Int = 24) throws(TrainingError) {
        _ = try TrainingRun(
            options, dataset: .drawings(train: train), output: "none", threads: 1, command: "",
            resuming: false)
    }

    @Test(arguments: bad)
    func `an option that cannot be trained is refused by name`(_ test: BadOption) {
        var options = TrainingOptions.small()
        test.change(&options)
        #expect(throws: TrainingError.badOption(name: test.name, value: test.value, needs: test.needs)) {
            try prepare(options)
        }
    }

    @Test func `the widest options are taken`() throws {
        var options = TrainingOptions.small(epochs: 100_000)
        options.rotation = 180
        options.translation = 28
        options.scale = 0.9
        options.shear = 1
        #expect(options.augmentation.scale == 0.9)
        try prepare(options)
        try prepare(TrainingOptions.small(batchSize: 14))
    }

    @Test func `too few images are counted`() {
        var options = TrainingOptions.small(batchSize: 15)
        #expect(throws: TrainingError.tooFewImages(14, needed: 15)) { try prepare(options) }
        options.validationCount = 24
        #expect(throws: TrainingError.tooFewImages(0, needed: 15)) { try prepare(options) }
        options.validationCount = 1000
        #expect(throws: TrainingError.tooFewImages(0, needed: 15)) { try prepare(options) }
    }

    @Test func `an unknown architecture is answered with the known ones`() throws {
        var options = TrainingOptions.small()
        options.architecture = "resnet50"
        let error = try #require(throws: TrainingError.self) { try prepare(options) }
        guard case .unknownArchitecture("resnet50", let known) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(known.first == "inkling")
    }
}
