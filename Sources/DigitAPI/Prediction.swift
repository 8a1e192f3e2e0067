import DigitModel

/// What is answered for one picture.
public struct Prediction: Sendable, Encodable {
    /// A digit and its probability.
    public struct Candidate: Sendable, Encodable, Equatable {
        public let digit: Int
        public let confidence: Float
    }

    /// The checkpoint that answered.
    public struct Model: Sendable, Encodable, Equatable {
        public let name: String
        public let version: String
    }

    /// Where the time went, in milliseconds.
    public struct Timing: Sendable, Encodable {
        public var decode = 0.0
        public var normalize = 0.0
        public var infer = 0.0
        public var total = 0.0
    }

    /// How the picture became what the network sees.
    public struct Explanation: Sendable, Encodable {
        /// A step and its result as a `data:` URL of a PNG.
        public struct Step: Sendable, Encodable {
            public let name: String
            public let image: String
        }
        public let steps: [Step]
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
    public let explanation: Explanation?
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

    enum CodingKeys: String, CodingKey {
        case digit, confidence, probabilities, accepted, reason, model, explanation
        case topK = "top_k"
        case isDigit = "is_digit"
        case timing = "timing_ms"
        case requestID = "request_id"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(digit, forKey: .digit)
        try container.encode(confidence, forKey: .confidence)
        try container.encode(probabilities, forKey: .probabilities)
        try container.encode(topK, forKey: .topK)
        try container.encode(isDigit, forKey: .isDigit)
        try container.encode(accepted, forKey: .accepted)
        // Always there, null where the answer is accepted.
        try container.encode(reason, forKey: .reason)
        try container.encode(model, forKey: .model)
        try container.encode(timing, forKey: .timing)
        try container.encodeIfPresent(explanation, forKey: .explanation)
        try container.encodeIfPresent(requestID, forKey: .requestID)
    }
}
