/// The equal mean of the weights at regular steps from some step on (Izmailov and others 2018, "Averaging weights leads
/// to wider optima and better generalization"). Batch norm's running statistics are averaged with the rest; PyTorch's
/// `update_bn` would take them anew from the training images by the averaged weights.
public final class StochasticWeightAverage: WeightAverage {
    /// Steps before the first that counts.
    public let start: Int

    /// Steps from one that is taken in to the next.
    public let interval: Int

    private let mean: FloatBuffer

    /// For blocks of `count` parameters.
    public init(start: Int, interval: Int, count: Int) {
        precondition(start >= 0 && interval > 0)
        (self.start, self.interval) = (start, interval)
        mean = FloatBuffer(count: count)
    }

    public var memory: [NamedBuffer] { [NamedBuffer(name: "mean", buffer: mean)] }

    public func update(with parameters: FloatBuffer, step: Int) -> ParameterUpdate? {
        guard step >= start, (step + 1 - start) % interval == 0 else { return nil }
        return mean.moved(towards: parameters, by: 1 / Float(count(after: step + 1)))
    }

    /// The parameters themselves as long as none were taken in.
    public func values(after steps: Int, parameters: FloatBuffer) -> [Float] {
        count(after: steps) > 0 ? mean.values : parameters.values
    }

    /// How many were taken in.
    private func count(after steps: Int) -> Int { max(0, steps - start) / interval }
}
