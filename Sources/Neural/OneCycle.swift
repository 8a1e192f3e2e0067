import Glibc

/// The one-cycle learning rate (Smith and Topin 2018) in PyTorch's form: from peak / 25 up to the peak in the first
/// 30 % of the steps and down to peak / 250,000 in the rest, both along a half cosine.
public struct OneCycle: Sendable {
    public let peak: Float
    public let totalSteps: Int
    public let warmUpShare: Float = 0.3
    public let initialDivisor: Float = 25
    public let finalDivisor: Float = 1e4

    public init(peak: Float, totalSteps: Int) {
        self.peak = peak
        self.totalSteps = totalSteps
    }

    /// The learning rate of a step, counted from 0.
    public func learningRate(at step: Int) -> Float {
        let initial = peak / initialDivisor
        let top = warmUpShare * Float(totalSteps) - 1
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
