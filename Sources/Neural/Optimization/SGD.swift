/// Stochastic gradient descent with momentum (Polyak 1964; Sutskever and others 2013), in PyTorch's form.
public final class SGD: Optimizer {
    /// The share of the last step that the next keeps, 0..<1.
    public let momentum: Float

    /// Whether the gradient is taken where the momentum leads (Nesterov 1983).
    public let isNesterov: Bool

    /// Added to the gradient, times the weight.
    public let weightDecay: Float

    private let velocity: FloatBuffer?
    private let trainedCount: Int
    private let tensors: [(range: Range<Int>, isDecayed: Bool)]

    public init(layout: ParameterLayout, momentum: Float = 0, isNesterov: Bool = false, weightDecay: Float) {
        (self.momentum, self.isNesterov, self.weightDecay) = (momentum, isNesterov, weightDecay)
        velocity = momentum > 0 ? FloatBuffer(count: layout.trainedCount) : nil
        trainedCount = layout.trainedCount
        tensors = layout.trainedTensors
    }

    /// The decaying sum of the gradients, where there is momentum: a float for each trained parameter.
    public var memory: [NamedBuffer] {
        velocity.map { [NamedBuffer(name: "sgd.velocity", buffer: $0)] } ?? []
    }

    public func update(
        _ parameters: FloatBuffer, gradients: FloatBuffer, scale: Float, learningRate: Float, step: Int
    ) -> ParameterUpdate {
        precondition(min(parameters.count, gradients.count) >= trainedCount)
        return ParameterUpdate { [tensors, velocity, momentum, isNesterov, weightDecay] range in
            for tensor in tensors {
                let penalty = tensor.isDecayed ? weightDecay : 0
                forEachVector(in: range.clamped(to: tensor.range)) { i, count in
                    let weight = unsafe (parameters.base + i).vector(count)
                    let g = unsafe (gradients.base + i).vector(count) * scale + penalty * weight
                    var direction = g
                    if let velocity {
                        let speed = unsafe momentum * (velocity.base + i).vector(count) + g
                        unsafe (velocity.base + i).store(speed, count)
                        direction = isNesterov ? g + momentum * speed : speed
                    }
                    unsafe (parameters.base + i).store(weight - learningRate * direction, count)
                }
            }
        }
    }
}
