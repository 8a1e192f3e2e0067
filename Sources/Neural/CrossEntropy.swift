import Glibc

/// Softmax cross-entropy with label smoothing (Szegedy and others 2016), averaged over the batch as in PyTorch.
public struct CrossEntropy: Sendable {
    /// The share ε of the target that is spread evenly over all classes, 0..<1.
    public let labelSmoothing: Float

    public init(labelSmoothing: Float = 0) {
        self.labelSmoothing = labelSmoothing
    }

    /// The loss of one sample; writes softmax(logits) - target, scaled by `weight`, to `gradient`.
    ///
    /// logits, gradient: (K)
    public func loss(
        logits: UnsafeBufferPointer<Float>, label: Int, weight: Float,
        gradient: UnsafeMutableBufferPointer<Float>
    ) -> Float {
        let count = logits.count
        let peak = unsafe logits.reduce(-.infinity, max)
        let logSum = unsafe peak + log(logits.reduce(0) { $0 + exp($1 - peak) })
        var loss: Float = 0
        for k in 0..<count {
            let target = labelSmoothing / Float(count) + (k == label ? 1 - labelSmoothing : 0)
            let logProbability = unsafe logits[k] - logSum
            loss -= target * logProbability
            unsafe gradient[k] = (exp(logProbability) - target) * weight
        }
        return loss
    }
}
