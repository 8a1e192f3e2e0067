import Glibc

/// The one-cycle learning rate (Smith and Topin 2018) in PyTorch's form: from a part of the peak up to the peak and
/// down to a part of where it began, both along a half cosine. PyTorch's moves the momentum the other way by default;
/// this one leaves it alone.
public struct OneCycle: LearningRateSchedule, Sendable {
    public let peak: Float
    public let totalSteps: Int
    /// The share of the steps up to the peak, 0...1.
    public let peakShare: Float
    /// The first step's rate is the peak divided by this.
    public let initialDivisor: Float
    /// The last step's rate is the first's divided by this.
    public let finalDivisor: Float

    public init(
        peak: Float, totalSteps: Int, peakShare: Float = 0.3, initialDivisor: Float = 25,
        finalDivisor: Float = 1e4
    ) {
        (self.peak, self.totalSteps, self.peakShare) = (peak, totalSteps, peakShare)
        (self.initialDivisor, self.finalDivisor) = (initialDivisor, finalDivisor)
    }

    public func learningRate(at step: Int) -> Float {
        let initial = peak / initialDivisor
        let top = peakShare * Float(totalSteps) - 1
        let last = Float(totalSteps - 1)
        let position = Float(step)
        if position <= top {
            return blend(initial, peak, top > 0 ? position / top : 1)
        }
        return blend(peak, initial / finalDivisor, last > top ? (position - top) / (last - top) : 1)
    }

    private func blend(_ from: Float, _ to: Float, _ share: Float) -> Float {
        to + (from - to) / 2 * (cos(.pi * share) + 1)
    }
}
