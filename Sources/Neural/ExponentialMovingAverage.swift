/// An exponential moving average of a parameter block, running statistics included
/// (Polyak and Juditsky 1992; Tarvainen and Valpola 2017).
public final class ExponentialMovingAverage {
    /// The share of the old average that a step keeps, once enough steps were taken.
    public let decay: Float

    /// Steps averaged.
    public private(set) var step: Int

    private let values: FloatBuffer

    /// Starts from `parameters`.
    public init(decay: Float, parameters: [Float], step: Int = 0) {
        self.decay = decay
        values = FloatBuffer(parameters)
        self.step = step
    }

    /// The parameters, averaged.
    public var average: [Float] { values.values }

    /// Moves the average towards `parameters`. Early steps keep less, (1 + t) / (10 + t), so that a short run's
    /// average is not still full of the initial weights.
    public func nextStep(with parameters: FloatBuffer) -> ParameterUpdate {
        precondition(parameters.count == values.count)
        let share = 1 - min(decay, Float(1 + step) / Float(10 + step))
        step += 1
        return ParameterUpdate { [values] range in
            forEachVector(in: range.clamped(to: 0..<values.count)) { i, count in
                let old = unsafe (values.base + i).vector(count)
                let new = unsafe (parameters.base + i).vector(count)
                unsafe (values.base + i).store(old + share * (new - old), count)
            }
        }
    }
}
