import Glibc
import Neural

/// How much an input looks like a digit at all, by the network's energy (Liu and others 2020, "Energy-based
/// out-of-distribution detection"): digits excite the logits more than other pictures do.
public struct EnergyRejection: Sendable, Equatable {
    /// log Σ exp(logits / temperature) at which an input is as likely a digit as not.
    public var threshold: Float

    /// The change of that sum that takes the odds from even to e to 1.
    public var scale: Float

    public init(threshold: Float, scale: Float) {
        self.threshold = threshold
        self.scale = scale
    }

    /// How much logits, already divided by the temperature, look like a digit's: 0 to 1.
    public func digitLikelihood(of logits: [Float]) -> Float {
        1 / (1 + exp((threshold - logSumExp(logits)) / scale))
    }

    /// Fits to digits alone: the faintest `share` of them falls below the threshold, and the median digit gets
    /// 0.9975.
    ///
    /// logits: one list for each digit, divided by the temperature.
    public init(fitting logits: [[Float]], rejecting share: Float) {
        let energies = logits.map(logSumExp).sorted()
        guard let last = energies.last else {
            self.init(threshold: 0, scale: 1)
            return
        }
        let threshold = energies[min(energies.count - 1, Int(Float(energies.count) * share))]
        let median = energies[energies.count / 2]
        self.init(threshold: threshold, scale: max((median - threshold) / 6, abs(last) * 1e-3 + 1e-6))
    }
}
