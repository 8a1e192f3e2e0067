import Glibc
import Neural

/// Fits the one temperature that makes confidence honest (Guo and others 2017, "On calibration of modern neural
/// networks"): the one under which labels that were not trained on are likeliest.
struct TemperatureScaling {
    /// The temperature in 0.05...20 that minimises the cross-entropy, found by golden-section search of its logarithm.
    ///
    /// logits: one list for each label
    func fit(logits: [[Float]], labels: [Int]) -> Float {
        func loss(_ logTemperature: Float) -> Double {
            let temperature = exp(logTemperature)
            return zip(logits, labels).reduce(0) { sum, pair in
                let scaled = pair.0.map { $0 / temperature }
                return sum + Double(logSumExp(scaled) - scaled[pair.1])
            }
        }
        let ratio: Float = 0.618_034
        var (low, high) = (log(Float(0.05)), log(Float(20)))
        var (a, b) = (high - ratio * (high - low), low + ratio * (high - low))
        var (lossA, lossB) = (loss(a), loss(b))
        while high - low > 1e-3 {
            if lossA < lossB {
                (high, b, lossB) = (b, a, lossA)
                a = high - ratio * (high - low)
                lossA = loss(a)
            } else {
                (low, a, lossA) = (a, b, lossB)
                b = low + ratio * (high - low)
                lossB = loss(b)
            }
        }
        return exp((low + high) / 2)
    }
}
