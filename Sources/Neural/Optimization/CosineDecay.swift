import Glibc

/// A rate that falls along a half cosine (Loshchilov and Hutter 2017) after a linear warm-up, in the form of PyTorch's
/// `LinearLR` followed by its `CosineAnnealingLR`.
public struct CosineDecay: LearningRateSchedule, Sendable {
    public let peak: Float
    public let totalSteps: Int
    /// Steps of the warm-up; the first after it has the peak.
    public let warmUpSteps: Int
    /// The warm-up begins at the peak divided by this.
    public let initialDivisor: Float
    /// What the rate would reach one step after the last.
    public let minimum: Float

    public init(peak: Float, totalSteps: Int, warmUpSteps: Int, initialDivisor: Float, minimum: Float) {
        precondition((0..<max(1, totalSteps)).contains(warmUpSteps), "the warm-up ends before the run does")
        (self.peak, self.totalSteps, self.warmUpSteps) = (peak, totalSteps, warmUpSteps)
        (self.initialDivisor, self.minimum) = (initialDivisor, minimum)
    }

    public func learningRate(at step: Int) -> Float {
        if step < warmUpSteps {
            let first = 1 / initialDivisor
            return peak * (first + (1 - first) * Float(step) / Float(warmUpSteps))
        }
        let share = Float(step - warmUpSteps) / Float(totalSteps - warmUpSteps)
        return minimum + (peak - minimum) / 2 * (1 + cos(.pi * share))
    }
}
