import Glibc

/// Learning what is none of the classes (Hendrycks, Mazeika and Dietterich 2019, "Deep anomaly detection with outlier
/// exposure"): an outlier's probabilities are to be even, and its energy low where that of the others is high.
///
/// Even probabilities leave the level of the logits free, which is what the energy is measured by; so a logistic loss
/// on log Σ exp(logits) asks that it be above 0 for the classes and below for outliers (Du and others 2022, "VOS:
/// learning what you don't know by virtual outlier synthesis"; a hinge with two margins in Liu and others 2020).
public struct OutlierExposure: Sendable {
    /// What an outlier's cross-entropy with even probabilities is multiplied by, 0 or more: the paper's λ.
    public let weight: Float

    /// What the loss on the energy is multiplied by, 0 or more.
    public let energyWeight: Float

    public init(weight: Float, energyWeight: Float) {
        precondition(weight >= 0 && energyWeight >= 0, "weights")
        self.weight = weight
        self.energyWeight = energyWeight
    }

    /// The loss of an outlier: weight · -mean(log softmax) + energyWeight · log(1 + exp(energy)); writes its gradient,
    /// scaled by `scale`, to `gradient`.
    ///
    /// logits, gradient: (K)
    public func loss(
        ofOutlier logits: UnsafeBufferPointer<Float>, scale: Float,
        gradient: UnsafeMutableBufferPointer<Float>
    ) -> Float {
        let count = Float(logits.count)
        let energy = unsafe Self.energy(of: logits)
        let odds = 1 / (1 + exp(-energy))
        var sum: Float = 0
        for k in 0..<logits.count {
            let logProbability = unsafe logits[k] - energy
            let probability = exp(logProbability)
            sum += logProbability
            unsafe gradient[k] =
                scale * (weight * (probability - 1 / count) + energyWeight * odds * probability)
        }
        return energyWeight * Self.softplus(energy) - weight * sum / count
    }

    /// What a sample of a class costs beside its label's loss: energyWeight · log(1 + exp(-energy)); adds its gradient,
    /// scaled by `scale`, to `gradient`.
    ///
    /// logits, gradient: (K)
    public func loss(
        ofMember logits: UnsafeBufferPointer<Float>, scale: Float,
        addingTo gradient: UnsafeMutableBufferPointer<Float>
    ) -> Float {
        let energy = unsafe Self.energy(of: logits)
        let odds = 1 / (1 + exp(energy))
        for k in 0..<logits.count {
            unsafe gradient[k] -= scale * energyWeight * odds * exp(logits[k] - energy)
        }
        return energyWeight * Self.softplus(-energy)
    }

    /// log Σ exp(logits).
    private static func energy(of logits: UnsafeBufferPointer<Float>) -> Float {
        let peak = unsafe logits.reduce(-.infinity, max)
        return unsafe peak + log(logits.reduce(0) { $0 + exp($1 - peak) })
    }

    /// log(1 + exp(x)), without overflow.
    private static func softplus(_ x: Float) -> Float { max(x, 0) + log1p(exp(-abs(x))) }
}
