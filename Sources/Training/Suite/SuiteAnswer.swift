import DigitModel

/// What was said of one picture of a suite, and whether that is right.
struct SuiteAnswer {
    let isRight: Bool
    let isAccepted: Bool
    let confidence: Float
    let digitLikelihood: Float

    init(_ classification: Classification, label: UInt8) {
        isRight = classification.digit == Int(label)
        isAccepted = classification.reason == nil
        confidence = classification.confidence
        digitLikelihood = classification.digitLikelihood
    }
}
