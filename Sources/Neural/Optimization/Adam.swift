import Glibc

/// Adam (Kingma and Ba 2015) or AdamW (Loshchilov and Hutter 2019), in PyTorch's form.
public final class Adam: Optimizer {
    /// How weights are decayed.
    public enum Decay: Sendable {
        /// Added to the gradient, as the derivative of a penalty: Adam.
        case penalty(Float)
        /// Taken off the weight, times the learning rate: AdamW.
        case decoupled(Float)
    }

    public let decay: Decay
    public let beta1: Float
    public let beta2: Float
    public let epsilon: Float

    private let first: FloatBuffer
    private let second: FloatBuffer
    private let tensors: [(range: Range<Int>, isDecayed: Bool)]

    public init(
        layout: ParameterLayout, decay: Decay, beta1: Float = 0.9, beta2: Float = 0.999,
        epsilon: Float = 1e-8
    ) {
        (self.decay, self.beta1, self.beta2, self.epsilon) = (decay, beta1, beta2, epsilon)
        first = FloatBuffer(count: layout.trainedCount)
        second = FloatBuffer(count: layout.trainedCount)
        tensors = layout.trainedTensors
    }

    /// The moving means of the gradients and of their squares, a float for each trained parameter.
    public var memory: [NamedBuffer] {
        [NamedBuffer(name: "adam.first", buffer: first), NamedBuffer(name: "adam.second", buffer: second)]
    }

    public func update(
        _ parameters: FloatBuffer, gradients: FloatBuffer, scale: Float, learningRate: Float, step: Int
    ) -> ParameterUpdate {
        precondition(min(parameters.count, gradients.count) >= first.count)
        let (m, v) = (first, second)
        let correction = 1 / sqrt(1 - pow(self.beta2, Float(step + 1)))
        let rate = learningRate / (1 - pow(self.beta1, Float(step + 1)))
        let (beta1, beta2, epsilon) = (Vector8(repeating: beta1), Vector8(repeating: beta2), epsilon)
        let (penalty, kept): (Float, Float) =
            switch decay {
            case .penalty(let decay): (decay, 1)
            case .decoupled(let decay): (0, 1 - learningRate * decay)
            }
        return ParameterUpdate { [tensors] range in
            for tensor in tensors {
                let (penalty, kept): (Float, Float) = tensor.isDecayed ? (penalty, kept) : (0, 1)
                forEachVector(in: range.clamped(to: tensor.range)) { i, count in
                    let weight = unsafe (parameters.base + i).vector(count)
                    let g = unsafe (gradients.base + i).vector(count) * scale + penalty * weight
                    var first = unsafe (m.base + i).vector(count)
                    var second = unsafe (v.base + i).vector(count)
                    first += (1 - beta1) * (g - first)
                    second = beta2 * second + (1 - beta2) * g * g
                    unsafe (m.base + i).store(first, count)
                    unsafe (v.base + i).store(second, count)
                    let root = second.squareRoot() * correction + epsilon
                    unsafe (parameters.base + i).store(weight * kept - rate * first / root, count)
                }
            }
        }
    }
}
