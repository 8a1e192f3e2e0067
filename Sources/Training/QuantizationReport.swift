public import DigitModel
public import MNISTData
import Neural

/// What a quantised checkpoint gains and loses beside the one that it was made from.
public struct QuantizationReport: Sendable, Equatable, Codable {
    /// One of the two.
    public struct Side: Sendable, Equatable, Codable {
        /// How its kernels and matrices are stored: `float32`, `float16` or `int8`.
        public var format: String
        /// Bytes of the file.
        public var bytes: Int
        /// The share of test images named rightly, 0 to 1.
        public var accuracy: Double
        /// The mean cross-entropy on them, in nats.
        public var loss: Double
        /// The expected calibration error on them, 0 to 1.
        public var ece: Double
        /// Microseconds an image by one thread: the forward pass alone, images one by one.
        public var microsecondsPerImage: Double
        /// The same in batches of 64.
        public var microsecondsPerImageInBatches: Double

        enum CodingKeys: String, CodingKey {
            case format, bytes, accuracy, loss, ece
            case microsecondsPerImage = "us_per_image"
            case microsecondsPerImageInBatches = "us_per_image_in_batches"
        }
    }

    public var architecture: String
    public var original: Side
    public var quantized: Side
    /// Test images that both are measured on.
    public var count: Int

    /// How much smaller the share of images named rightly is: 0 to 1, below 0 where it is larger.
    public var accuracyLost: Double
    /// The original's bytes over the quantised one's.
    public var sizeRatio: Double
    /// The original's time over the quantised one's, images one by one.
    public var speedRatio: Double
    /// The same in batches of 64.
    public var batchSpeedRatio: Double

    enum CodingKeys: String, CodingKey {
        case architecture, original, quantized, count
        case accuracyLost = "accuracy_lost"
        case sizeRatio = "size_ratio"
        case speedRatio = "speed_ratio"
        case batchSpeedRatio = "batch_speed_ratio"
    }

    /// The share of images that a quantisation may name wrongly beyond the original: five in ten thousand.
    public static let accuracyLossLimit = 0.0005

    /// Whether more accuracy is lost than `accuracyLossLimit`.
    public var losesTooMuch: Bool {
        // Counted in images: the difference of two rounded shares may be a hair above a limit that it meets.
        (accuracyLost * Double(count)).rounded() > Self.accuracyLossLimit * Double(count)
    }

    /// Images of a batch that is timed.
    public static let batch = 64

    /// A checkpoint, the size of its file, and how it does on the test images.
    public struct Subject: Sendable {
        let checkpoint: Checkpoint
        let bytes: Int
        let evaluation: Evaluation

        public init(_ checkpoint: Checkpoint, bytes: Int, evaluation: Evaluation) {
            self.checkpoint = checkpoint
            self.bytes = bytes
            self.evaluation = evaluation
        }
    }

    /// Times both beside each other on some of the test images.
    public init(of quantized: Subject, madeFrom original: Subject, timedOn test: LabelledImages) {
        let plans = [InferencePlan(original.checkpoint), InferencePlan(quantized.checkpoint)]
        let pictures = (0..<min(Self.batch, test.count)).map { index in
            test.pixels[test.pixelRange(of: index)].map { Float($0) / 255 }
        }
        let single = PlanTiming.microseconds(of: plans, pictures: pictures, batch: 1)
        let batched = PlanTiming.microseconds(of: plans, pictures: pictures, batch: Self.batch)
        func side(_ subject: Subject, _ index: Int) -> Side {
            Side(
                format: (subject.checkpoint.quantization?.format ?? .float32).rawValue, bytes: subject.bytes,
                accuracy: subject.evaluation.accuracy, loss: subject.evaluation.loss,
                ece: subject.evaluation.ece, microsecondsPerImage: single[index],
                microsecondsPerImageInBatches: batched[index])
        }
        architecture = original.checkpoint.architecture.name
        count = original.evaluation.count
        self.original = side(original, 0)
        self.quantized = side(quantized, 1)
        accuracyLost = self.original.accuracy - self.quantized.accuracy
        sizeRatio = Double(original.bytes) / Double(quantized.bytes)
        speedRatio = single[0] / single[1]
        batchSpeedRatio = batched[0] / batched[1]
    }
}
