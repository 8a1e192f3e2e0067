import DigitModel
public import Raster

/// What is answered for one picture.
public struct Prediction: Sendable {
    /// A digit and its probability.
    public struct Candidate: Sendable, Equatable {
        public let digit: Int
        public let confidence: Float
    }

    /// The checkpoint that answered, or the ensemble.
    public struct Model: Sendable, Equatable {
        public let name: String
        public let version: String

        init(_ classifier: Classifier) {
            name = classifier.name
            version = String(classifier.fingerprint.prefix(8))
        }
    }

    /// Where the time went, in milliseconds.
    public struct Timing: Sendable {
        public var decode = 0.0
        public var normalize = 0.0
        public var infer = 0.0
        public var total = 0.0
    }

    /// How the picture became what the network sees.
    public struct Explanation: Sendable {
        /// In their order, the last is the network's input; fewer where the picture holds no ink.
        public let steps: [NormalizationStep]
    }

    /// The likeliest digit, 0 to 9.
    public let digit: Int
    /// Its probability, 0 to 1.
    public let confidence: Float
    /// The probability of every digit, 0 to 9.
    public let probabilities: [Float]
    /// The likeliest digits, best first.
    public let topK: [Candidate]
    /// How much it looks like a digit at all, 0 to 1.
    public let isDigit: Float
    /// Whether the answer is to be relied on.
    public let accepted: Bool
    /// Why not: `blank`, `not_a_digit`, `ambiguous`.
    public let reason: String?
    public let model: Model
    public let timing: Timing
    /// How the picture became what the network saw, where that was asked for.
    public var explanation: Explanation?
    /// The id of the request that asked, the same as its `X-Request-Id`.
    public internal(set) var requestID: String?

    init(_ result: Classification, topK: Int, model: Model, timing: Timing, explanation: Explanation?) {
        digit = result.digit
        confidence = result.confidence
        probabilities = result.probabilities
        self.topK = result.ranking.prefix(topK).map {
            Candidate(digit: $0, confidence: result.probabilities[$0])
        }
        isDigit = result.digitLikelihood
        accepted = result.reason == nil
        reason = result.reason?.rawValue
        self.model = model
        self.timing = timing
        self.explanation = explanation
    }
}
