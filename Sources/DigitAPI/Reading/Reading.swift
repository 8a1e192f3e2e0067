import DigitModel
public import Raster

/// What is answered for one picture of several digits.
public struct Reading: Sendable {
    /// One of the digits.
    public struct Digit: Sendable {
        /// The likeliest digit, 0 to 9.
        public let digit: Int
        /// Its probability, 0 to 1.
        public let confidence: Float
        /// How much it looks like a digit at all, 0 to 1.
        public let isDigit: Float
        /// Why it is not to be relied on, or nil where it is.
        public let reason: String?
        /// The rectangle around it, in pixels of the picture.
        public let box: PixelRect
        /// Its line, from 0 at the top.
        public let line: Int
    }

    /// Line by line, from left to right.
    public let digits: [Digit]
    /// Whether the picture holds more ink than digits could be, and was not read: texture, print or noise.
    let isCrowded: Bool
    public let model: Prediction.Model
    public let timing: Prediction.Timing
    /// The id of the request that asked, the same as its `X-Request-Id`.
    public internal(set) var requestID: String?

    /// The digits as they stand: lines separated by line feeds, empty where there are none.
    public var text: String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, digits[index - 1].line != digit.line { text += "\n" }
            text += String(digit.digit)
        }
        return text
    }

    /// Whether there are digits and all of them are to be relied on.
    public var accepted: Bool { !digits.isEmpty && digits.allSatisfy { $0.reason == nil } }

    /// Why not: `blank`, `not_a_digit` for a crowded picture, or the first digit's that is not to be relied on.
    public var reason: String? {
        guard digits.isEmpty else { return digits.lazy.compactMap(\.reason).first }
        return (isCrowded ? Classification.Reason.notADigit : .blank).rawValue
    }

    /// The probability that every digit is right, if one says nothing of the others: 0 to 1.
    public var confidence: Float { digits.isEmpty ? 0 : digits.reduce(1) { $0 * $1.confidence } }
}
