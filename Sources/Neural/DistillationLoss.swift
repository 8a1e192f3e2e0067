import Glibc

/// Learning from labels and from teachers (Hinton, Vinyals and Dean 2015, "Distilling the knowledge in a neural
/// network"): (1 - w) · cross-entropy with the label + w · T² · KL(teachers ‖ student), both sides of the latter
/// softened by the temperature T.
///
/// T² keeps the teachers' share of the gradient from shrinking as T grows.
public struct DistillationLoss: Sendable {
    /// The loss against the label.
    public let labelLoss: CrossEntropy

    /// What softens the student's logits, and has softened the teachers': above 0.
    public let temperature: Float

    /// The share w of the teachers, 0...1.
    public let weight: Float

    public init(labelLoss: CrossEntropy, temperature: Float, weight: Float) {
        precondition(temperature > 0 && (0...1).contains(weight), "a temperature and a share")
        self.labelLoss = labelLoss
        self.temperature = temperature
        self.weight = weight
    }

    /// The loss of one sample; writes its gradient by the logits, scaled by `scale`, to `gradient`:
    /// (1 - w) (softmax(logits) - label's target) + w T (softmax(logits / T) - teachers).
    ///
    /// logits, gradient: (K); teachers: (K), probabilities softened by the temperature
    public func loss(
        logits: UnsafeBufferPointer<Float>, label: Int, teachers: UnsafeBufferPointer<Float>, scale: Float,
        gradient: UnsafeMutableBufferPointer<Float>
    ) -> Float {
        let count = logits.count
        let labelled = unsafe labelLoss.loss(
            logits: logits, label: label, weight: (1 - weight) * scale, gradient: gradient)
        let peak = unsafe logits.reduce(-.infinity, max)
        let logSum = unsafe log(logits.reduce(0) { $0 + exp(($1 - peak) / temperature) })
        var divergence: Float = 0
        for k in 0..<count {
            let logProbability = unsafe (logits[k] - peak) / temperature - logSum
            let teacher = unsafe teachers[k]
            // p log p is 0 where p is 0.
            if teacher > 0 { divergence += teacher * (log(teacher) - logProbability) }
            unsafe gradient[k] += weight * temperature * (exp(logProbability) - teacher) * scale
        }
        return (1 - weight) * labelled + weight * temperature * temperature * divergence
    }
}
