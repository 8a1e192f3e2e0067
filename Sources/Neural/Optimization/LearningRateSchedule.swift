/// The learning rate of every step of a run.
public protocol LearningRateSchedule {
    /// What it keeps from step to step.
    var memory: [NamedBuffer] { get }

    /// The rate of a step, counted from 0.
    func learningRate(at step: Int) -> Float

    /// Is told how an epoch went.
    func epochEnded(validationLoss: Double)
}

extension LearningRateSchedule {
    public var memory: [NamedBuffer] { [] }
    public func epochEnded(validationLoss: Double) {}
}

/// One rate for all steps.
public struct ConstantRate: LearningRateSchedule, Sendable {
    public let rate: Float

    public init(_ rate: Float) {
        self.rate = rate
    }

    public func learningRate(at step: Int) -> Float { rate }
}
