/// What a run tells while it goes on.
public enum TrainingEvent: Sendable {
    /// After a step.
    case step(StepProgress)
    /// After an epoch and its validation.
    case epoch(EpochRecord)
}

/// Where a run is, and how it does.
public struct StepProgress: Sendable {
    /// The epoch, counted from 1, and how many there will be.
    public var epoch: Int
    public var epochs: Int
    /// Steps taken in this epoch, and how many there will be.
    public var step: Int
    public var steps: Int
    /// The mean loss and accuracy of this epoch's (moved) training images so far.
    public var loss: Double
    public var accuracy: Double
    public var imagesPerSecond: Double
    /// Seconds until the run's last step, at this speed.
    public var secondsLeft: Double
}

/// One line of the training log.
public struct EpochRecord: Sendable, Equatable {
    public var epoch: Int
    public var learningRate: Float
    public var trainLoss: Double
    public var trainAccuracy: Double
    /// Mean cross-entropy of the validation images by the temperature that was fitted to them after this epoch, as
    /// the checkpoint is served: never more than that of the raw logits, and blind to mere overconfidence.
    public var validationLoss: Double
    public var validationAccuracy: Double
    /// Over the whole epoch, in all processes that had a part in it.
    public var imagesPerSecond: Double
    /// How long the epoch's steps took, likewise.
    public var seconds: Double
    /// Whether this is the best epoch so far.
    public var isBest: Bool
}
