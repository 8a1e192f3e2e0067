public import DigitModel
public import MNISTData
public import Neural

/// Answers in the form of Kaggle's Digit Recognizer: `ImageId,Label`, images counted from 1.
public struct Submission: Sendable {
    /// The digit that each image is read as.
    public let labels: [Int]

    /// Takes answers in the order of their images.
    public init(labels: [Int]) {
        self.labels = labels
    }

    /// Reads images as they are, as `evaluate` does, on all threads.
    public init(_ checkpoint: Checkpoint, on images: LabelledImages, team: Team) {
        let logits = Evaluator(team: team).logits(of: images, by: InferencePlan(checkpoint))
        self.init(labels: logits.map { argmax($0) })
    }

    /// The whole file.
    public var text: String {
        "ImageId,Label\n" + labels.enumerated().map { "\($0 + 1),\($1)\n" }.joined()
    }
}
