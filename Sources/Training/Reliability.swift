/// How far confidence can be believed: answers sorted into equal bins of confidence, and how many in each are right
/// (Guo and others 2017, "On calibration of modern neural networks").
public struct Reliability: Sendable, Equatable, Codable {
    /// The answers of one range of confidence.
    public struct Bin: Sendable, Equatable, Codable {
        /// Answers in the bin.
        public fileprivate(set) var count = 0
        /// How many of them are right.
        public fileprivate(set) var correct = 0
        /// Their confidences, added up.
        public fileprivate(set) var confidenceSum = 0.0

        enum CodingKeys: String, CodingKey {
            case count, correct
            case confidenceSum = "confidence_sum"
        }

        /// The mean confidence, 0 to 1; nil in an empty bin.
        public var confidence: Double? { count > 0 ? confidenceSum / Double(count) : nil }
        /// The share that is right, 0 to 1; nil in an empty bin.
        public var accuracy: Double? { count > 0 ? Double(correct) / Double(count) : nil }
    }

    /// Bin i holds the confidences from i / n up to (i + 1) / n, the last one 1 too.
    public private(set) var bins: [Bin]

    public init(bins: Int = 15) {
        precondition(bins > 0, "there is at least one bin")
        self.bins = [Bin](repeating: Bin(), count: bins)
    }

    /// Counts one answer. Logits that overflowed have no confidence: NaN counts as 0.
    public mutating func add(confidence: Float, isCorrect: Bool) {
        let confidence = confidence.isNaN ? 0 : confidence
        let index = min(bins.count - 1, Int(confidence * Float(bins.count)))
        bins[index].count += 1
        bins[index].correct += isCorrect ? 1 : 0
        bins[index].confidenceSum += Double(confidence)
    }

    /// The expected calibration error, 0 to 1: how far confidence and accuracy of a bin lie apart, on average over
    /// all answers.
    public var expectedCalibrationError: Double {
        let total = max(1, bins.reduce(0) { $0 + $1.count })
        return bins.reduce(0) { $0 + abs($1.confidenceSum - Double($1.correct)) } / Double(total)
    }
}
