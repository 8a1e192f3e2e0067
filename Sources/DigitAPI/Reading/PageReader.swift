import DigitModel
import Glibc
public import Raster

/// The road from a picture of several digits to what they are.
///
/// Ink is cut into more pieces than there are digits; the network is asked of every group of neighbouring pieces that
/// may be one, and the division that it is surest of wins.
public struct PageReader: Sendable {
    private let predictor: Predictor
    private let clock = ContinuousClock()

    /// Reads with the model, and within the limits, of a predictor.
    public init(_ predictor: Predictor) {
        self.predictor = predictor
    }

    /// The pixels that one picture may have.
    public var pixelBudget: Int { predictor.limits.pixels }

    /// Reads one PNG file.
    ///
    /// - Parameter budget: pixels that may still be decoded for the same caller; what this picture has is taken off.
    public func read(_ png: [UInt8], budget: inout Int) throws(PNGError) -> Reading {
        let start = clock.now
        let image = try PNGDecoder(limits: predictor.limits.within(budget: budget)).decode(png)
        budget -= image.width * image.height
        let decoded = clock.now
        let page = DigitPage(image)
        let divided = clock.now
        var digits: [Reading.Digit] = []
        if let page {
            for (index, line) in page.lines.enumerated() {
                digits += read(line).map { digit(of: $0, box: page.box($0.candidate, in: line), line: index) }
            }
        }
        var timing = Prediction.Timing()
        timing.decode = start.milliseconds(to: decoded)
        timing.normalize = decoded.milliseconds(to: divided)
        timing.infer = divided.milliseconds(to: clock.now)
        timing.total = start.milliseconds(to: clock.now)
        return Reading(
            digits: digits, isCrowded: page?.isCrowded ?? false, model: predictor.model, timing: timing)
    }

    /// A group of pieces and what the network says of it.
    private struct Answer {
        let candidate: DigitLine.Candidate
        let classification: Classification
    }

    private func read(_ line: DigitLine) -> [Answer] {
        let candidates = line.candidates
        let answers = candidates.map { candidate in
            line.digit(candidate).map {
                Answer(candidate: candidate, classification: predictor.classifier.classify($0.pixels))
            }
        }
        let groups = zip(candidates, answers).map { candidate, answer in
            let isMark = line.isMark(candidate)
            let score = isMark ? Self.markScore : answer.map { Self.score($0.classification) } ?? Self.least
            return LineDivision.Group(pieces: candidate.pieces, score: score - candidate.penalty)
        }
        let chosen = LineDivision.best(of: groups, count: line.pieceCount)
        return chosen.compactMap { line.isMark(candidates[$0]) ? nil : answers[$0] }
    }

    /// What a mark costs that is passed over: about what a doubtful digit does.
    private static let markScore: Float = -2

    /// The least that is said for a group.
    private static let least: Float = -12

    /// How likely it is one digit, and that digit: a logarithm, 0 at best.
    private static func score(_ classification: Classification) -> Float {
        max(
            log(classification.confidence) + log(max(classification.digitLikelihood, .leastNormalMagnitude)),
            least)
    }

    private func digit(of answer: Answer, box: PixelRect, line: Int) -> Reading.Digit {
        Reading.Digit(
            digit: answer.classification.digit, confidence: answer.classification.confidence,
            isDigit: answer.classification.digitLikelihood, reason: answer.classification.reason?.rawValue,
            box: box, line: line)
    }
}
