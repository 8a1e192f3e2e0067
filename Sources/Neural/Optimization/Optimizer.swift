/// A rule that turns gradients into steps; bound to one thread.
///
/// Weight decay, in whatever form, is for kernels and matrices: biases and scales are left alone.
public protocol Optimizer {
    /// What it keeps from step to step.
    var memory: [NamedBuffer] { get }

    /// The step of that number, counted from 0, down `gradients` times `scale`.
    ///
    /// Both buffers are at least as long as the trained part of the layout.
    func update(
        _ parameters: FloatBuffer, gradients: FloatBuffer, scale: Float, learningRate: Float, step: Int
    ) -> ParameterUpdate
}

/// Something that a part of training keeps from step to step, under the name that a saved run finds it by again.
public struct NamedBuffer {
    public let name: String
    public let buffer: FloatBuffer

    public init(name: String, buffer: FloatBuffer) {
        self.name = name
        self.buffer = buffer
    }
}

extension ParameterLayout {
    /// The trained tensors, and whether they are decayed.
    var trainedTensors: [(range: Range<Int>, isDecayed: Bool)] {
        entries.filter(\.kind.isTrained).map { ($0.range, $0.kind.isDecayed) }
    }
}
