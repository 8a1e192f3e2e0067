/// An exponential moving average of the weights (Polyak and Juditsky 1992; Tarvainen and Valpola 2017).
public final class ExponentialMovingAverage: WeightAverage {
    /// The share of the old average that a step keeps, once enough steps were taken.
    public let decay: Float

    private let average: FloatBuffer

    /// Starts from `parameters`.
    public init(decay: Float, parameters: [Float]) {
        self.decay = decay
        average = FloatBuffer(parameters)
    }

    public var memory: [NamedBuffer] { [NamedBuffer(name: "average", buffer: average)] }

    /// Moves the average towards `parameters`. Early steps keep less, (1 + t) / (10 + t), so that a short run's
    /// average is not still full of the initial weights.
    public func update(with parameters: FloatBuffer, step: Int) -> ParameterUpdate? {
        average.moved(towards: parameters, by: 1 - min(decay, Float(1 + step) / Float(10 + step)))
    }

    public func values(after steps: Int, parameters: FloatBuffer) -> [Float] { average.values }
}

extension FloatBuffer {
    /// Moves every float a share of the way to the one of `target`.
    func moved(towards target: FloatBuffer, by share: Float) -> ParameterUpdate {
        precondition(target.count == count)
        return ParameterUpdate { [self] range in
            forEachVector(in: range.clamped(to: 0..<count)) { i, count in
                let old = unsafe (base + i).vector(count)
                let new = unsafe (target.base + i).vector(count)
                unsafe (base + i).store(old + share * (new - old), count)
            }
        }
    }
}
