import DigitModel

/// What an answer is to bring beside the digit.
public struct PredictionDetail: Sendable, Equatable {
    /// Which steps of a picture's way to the network are shown.
    public enum Steps: Sendable, Equatable {
        case none
        /// The last one, the 28 × 28 that the network sees.
        case input
        case all
    }

    /// Candidates to name, 1...10.
    public var topK: Int
    /// The steps to show.
    public var steps: Steps
    /// Whether to say what the answer rests on: some hundred inferences.
    public var saliency: Bool
    /// Whether to show what the first convolutions make of the picture.
    public var activations: Bool

    /// As an answer is where nothing is asked: three candidates.
    public init(
        topK: Int = 3, steps: Steps = .none, saliency: Bool = false, activations: Bool = false
    ) {
        self.topK = topK
        self.steps = steps
        self.saliency = saliency
        self.activations = activations
    }

    /// The values that `topK` may have.
    public static let topKRange = 1...Architecture.classes
}
