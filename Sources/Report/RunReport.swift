public import Training

/// A run's result as plain values: all that a report shows.
public struct RunReport: Sendable {
    /// The network's layers and what they cost.
    public var model: ModelSummary
    /// What the checkpoint says of itself: seed, command, data digest, epoch, date and so on.
    public var notes: [String: String]
    /// Sixteen hexadecimal digits that change with any weight.
    public var fingerprint: String
    /// What softens the logits so that confidence is honest.
    public var temperature: Float
    /// Bytes in the checkpoint's file.
    public var fileSize: Int
    /// How the network does on the test images, as it is served.
    public var evaluation: Evaluation
    /// The test images that are read wrongly with the highest loss, that one first.
    public var misreadings: [Misreading]
    /// The run's epochs; nil where there is no log.
    public var log: EpochLog?
    /// nil where the network begins with something that has no weights.
    public var firstLayer: FirstLayer?
    /// nil where there are no test images.
    public var sample: Sample?
    public var machine: Machine
}
