import Glibc

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), in PyTorch's form.
public final class AdamW {
    public let beta1: Float = 0.9
    public let beta2: Float = 0.999
    public let epsilon: Float = 1e-8

    /// The share of a weight that a step takes off, times the learning rate; biases and scales are left alone.
    public let weightDecay: Float

    /// Steps taken.
    public private(set) var step: Int

    private let moments: (first: FloatBuffer, second: FloatBuffer)

    /// The trained tensors, and whether they are decayed.
    private let tensors: [(range: Range<Int>, isDecayed: Bool)]

    public init(layout: ParameterLayout, weightDecay: Float) {
        self.weightDecay = weightDecay
        step = 0
        moments = (FloatBuffer(count: layout.trainedCount), FloatBuffer(count: layout.trainedCount))
        tensors = layout.entries.filter(\.kind.isTrained).map { ($0.range, $0.kind.isDecayed) }
    }

    /// First moments of the gradients, a float for each trained parameter.
    public var first: [Float] { moments.first.values }

    /// Second moments of the gradients, likewise.
    public var second: [Float] { moments.second.values }

    /// Goes on where another run stopped.
    public func restore(step: Int, first: [Float], second: [Float]) {
        precondition(first.count == moments.first.count && second.count == moments.second.count)
        self.step = step
        moments.first.copy(from: first)
        moments.second.copy(from: second)
    }

    /// The next step, down `gradients`; both buffers are at least as long as the trained part of the layout.
    public func nextStep(
        of parameters: FloatBuffer, gradients: FloatBuffer, learningRate: Float
    ) -> ParameterUpdate {
        precondition(min(parameters.count, gradients.count) >= moments.first.count)
        step += 1
        let (m, v) = moments
        let (beta1, beta2, epsilon) = (Vector8(repeating: beta1), Vector8(repeating: beta2), epsilon)
        let correction = 1 / sqrt(1 - pow(self.beta2, Float(step)))
        let rate = learningRate / (1 - pow(self.beta1, Float(step)))
        let decayed = 1 - learningRate * weightDecay
        return ParameterUpdate { [tensors] range in
            for tensor in tensors {
                let keep = tensor.isDecayed ? decayed : 1
                forEachVector(in: range.clamped(to: tensor.range)) { i, count in
                    let g = unsafe (gradients.base + i).vector(count)
                    var first = unsafe (m.base + i).vector(count)
                    var second = unsafe (v.base + i).vector(count)
                    first += (1 - beta1) * (g - first)
                    second = beta2 * second + (1 - beta2) * g * g
                    unsafe (m.base + i).store(first, count)
                    unsafe (v.base + i).store(second, count)
                    let root = second.squareRoot() * correction + epsilon
                    let weight = unsafe (parameters.base + i).vector(count) * keep
                    unsafe (parameters.base + i).store(weight - rate * first / root, count)
                }
            }
        }
    }
}
