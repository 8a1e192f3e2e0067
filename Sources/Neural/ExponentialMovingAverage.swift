/// An exponential moving average of a parameter block, running statistics included
/// (Polyak and Juditsky 1992; Tarvainen and Valpola 2017).
public struct ExponentialMovingAverage: Sendable {
    /// The share of the old average that a step keeps, once enough steps were taken.
    public let decay: Float

    /// Steps averaged.
    public private(set) var step: Int
    public private(set) var average: [Float]

    /// Starts from `parameters`.
    public init(decay: Float, parameters: [Float], step: Int = 0) {
        self.decay = decay
        average = parameters
        self.step = step
    }

    /// Moves the average towards `parameters`. Early steps keep less, (1 + t) / (10 + t), so that a short run's
    /// average is not still full of the initial weights.
    public mutating func update(with parameters: FloatBuffer) {
        precondition(parameters.count == average.count)
        let keep = min(decay, Float(1 + step) / Float(10 + step))
        step += 1
        unsafe average.withUnsafeMutableBufferPointer { average in
            let average = unsafe average
            for i in 0..<average.count {
                unsafe average[i] += (1 - keep) * (parameters.base[i] - average[i])
            }
        }
    }
}
