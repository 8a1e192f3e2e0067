/// A rate that is cut whenever the validation loss no longer sinks, as PyTorch's `ReduceLROnPlateau` does with its
/// default threshold.
public final class ReduceOnPlateau: LearningRateSchedule {
    /// What the rate is multiplied by, 0..<1.
    public let factor: Float
    /// Epochs without a smaller loss that are waited for.
    public let patience: Int
    /// The rate is never cut below this.
    public let minimum: Float

    /// The rate, the smallest loss so far, and the epochs since.
    private let state: FloatBuffer

    public init(initial: Float, factor: Float, patience: Int, minimum: Float) {
        (self.factor, self.patience, self.minimum) = (factor, patience, minimum)
        state = FloatBuffer([initial, .greatestFiniteMagnitude, 0])
    }

    public var memory: [NamedBuffer] { [NamedBuffer(name: "plateau", buffer: state)] }

    public func learningRate(at step: Int) -> Float { state.values[0] }

    public func epochEnded(validationLoss: Double) {
        let loss = Float(validationLoss)
        var (rate, least, epochs) = (state.values[0], state.values[1], state.values[2])
        // A loss is smaller where it is so by a ten-thousandth.
        if loss < least * (1 - 1e-4) { (least, epochs) = (loss, 0) } else { epochs += 1 }
        if Int(epochs) > patience {
            let cut = max(rate * factor, minimum)
            if rate - cut > 1e-8 { rate = cut }
            epochs = 0
        }
        state.copy(from: [rate, least, epochs])
    }
}
