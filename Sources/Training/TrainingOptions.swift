public import MNISTData

/// Everything that decides what a training run's weights will be.
public struct TrainingOptions: Sendable, Equatable, Codable {
    /// The name of an `Architecture`.
    public var architecture = "inkling"

    /// Passes over the training images.
    public var epochs = 20

    /// Images in one step.
    public var batchSize = 64

    /// The highest learning rate of the cycle.
    public var learningRate: Float = 0.003

    /// AdamW's decoupled decay of kernels and matrices.
    public var weightDecay: Float = 0.01

    /// The share of the target spread over all classes, 0..<1.
    public var labelSmoothing: Float = 0.05

    /// What the moving average of the weights keeps at each step, 0..<1.
    public var averageDecay: Float = 0.998

    /// The largest random turn, in degrees.
    public var rotation: Float = 10

    /// The largest random shift along each axis, in pixels.
    public var translation: Float = 2

    /// The largest random growth or shrinkage, as a fraction.
    public var scale: Float = 0.1

    /// The largest random slant, as a tangent.
    public var shear: Float = 0.15

    /// Images kept apart, in proportion to the classes, to choose the best epoch by.
    public var validationCount = 5000

    /// Seeds everything random.
    public var seed: UInt64 = 1

    public init() {}

    /// How images are moved at random.
    public var augmentation: Augmentation {
        Augmentation(rotation: rotation, translation: translation, scale: scale, shear: shear)
    }
}
