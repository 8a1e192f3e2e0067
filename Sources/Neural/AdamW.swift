import Glibc

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), in PyTorch's form.
public struct AdamW: Sendable {
    public var beta1: Float = 0.9
    public var beta2: Float = 0.999
    public var epsilon: Float = 1e-8

    /// The share of a weight that a step takes off, times the learning rate; biases and scales are left alone.
    public var weightDecay: Float

    /// Steps taken.
    public private(set) var step: Int

    /// First and second moments of the gradients, a float for each trained parameter.
    public private(set) var first: [Float]
    public private(set) var second: [Float]

    private let decayed: [Range<Int>]

    public init(layout: ParameterLayout, weightDecay: Float) {
        self.weightDecay = weightDecay
        step = 0
        first = [Float](repeating: 0, count: layout.trainedCount)
        second = first
        decayed = layout.entries.filter(\.kind.isDecayed).map(\.range)
    }

    /// Goes on where another run stopped.
    public mutating func restore(step: Int, first: [Float], second: [Float]) {
        precondition(first.count == self.first.count && second.count == self.second.count)
        (self.step, self.first, self.second) = (step, first, second)
    }

    /// One step down `gradients`, both at least as long as the trained part of the layout.
    public mutating func update(_ parameters: FloatBuffer, gradients: FloatBuffer, learningRate: Float) {
        precondition(parameters.count >= first.count && gradients.count >= first.count)
        step += 1
        let keep = 1 - learningRate * weightDecay
        for range in decayed {
            for i in range { unsafe parameters.base[i] *= keep }
        }
        let correction1 = 1 - pow(beta1, Float(step))
        let correction2 = 1 / sqrt(1 - pow(beta2, Float(step)))
        let rate = learningRate / correction1
        unsafe first.withUnsafeMutableBufferPointer { m in
            unsafe second.withUnsafeMutableBufferPointer { v in
                let (m, v) = unsafe (m, v)
                for i in 0..<m.count {
                    let g = unsafe gradients.base[i]
                    unsafe m[i] += (1 - beta1) * (g - m[i])
                    unsafe v[i] = beta2 * v[i] + (1 - beta2) * g * g
                    unsafe parameters.base[i] -= rate * m[i] / (v[i].squareRoot() * correction2 + epsilon)
                }
            }
        }
    }
}
