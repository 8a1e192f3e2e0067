/// What the network says of one picture.
public struct Classification: Sendable, Equatable {
    /// Why an answer is not to be relied on.
    public enum Reason: String, Sendable {
        /// There is no ink.
        case blank
        /// It does not look like a digit.
        case notADigit = "not_a_digit"
        /// Two digits are nearly as likely.
        case ambiguous
    }

    /// The probability of every digit, 0 to 9; they add up to 1.
    public let probabilities: [Float]

    /// How much the picture looks like a digit at all, 0 to 1.
    public let digitLikelihood: Float

    /// Why the answer is not accepted, or nil where it is.
    public let reason: Reason?

    /// Digits by falling probability.
    public var ranking: [Int] {
        probabilities.indices.sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
    }

    /// The most likely digit.
    public var digit: Int { ranking.first ?? 0 }

    /// The probability of the most likely digit.
    public var confidence: Float { probabilities.max() ?? 0 }

    /// A picture without ink: nothing is likelier than anything else.
    public static let blank = Classification(
        probabilities: [Float](repeating: 1 / Float(Architecture.classes), count: Architecture.classes),
        digitLikelihood: 0, reason: .blank)
}
