/// A network in training: the layers of a declaration, its parameters, and the memory for one batch, all of it
/// allocated once.
///
/// Bound to one thread; the team that it was given works inside each pass.
public final class Sequential {
    public let layout: ParameterLayout
    public let input: Shape
    public let classes: Int
    public let team: Team

    /// All parameters: trained ones, then running statistics.
    public let parameters: FloatBuffer

    /// The gradients of the trained parameters, summed over the last batch by `backward`.
    public let gradients: FloatBuffer

    /// The samples of the next pass: (B, H, W, C).
    public let inputs: FloatBuffer

    /// The gradient of the loss by the logits, for `backward`: (B, K).
    public let logitGradients: FloatBuffer

    private let steps: [TrainingLayer]
    private let layers: [any Layer]
    private let shapes: [Shape]
    private let activations: [FloatBuffer]
    private let differences: (FloatBuffer, FloatBuffer)

    private let scratch: FloatBuffer
    private let scratchStride: Int
    private let batchSize: Int

    /// A network for batches of up to `batchSize` samples, with `parameters` in the order of its layout.
    public init(
        _ descriptions: [LayerDescription], input: Shape, parameters: [Float], batchSize: Int, team: Team
    ) {
        let layout = descriptions.layout(input: input)
        precondition(parameters.count == layout.totalCount, "the parameters belong to another network")
        let steps = TrainingLayer.layers(of: descriptions, input: input)
        self.layout = layout
        self.input = input
        self.team = team
        self.batchSize = batchSize
        self.steps = steps
        self.parameters = FloatBuffer(parameters)
        layers = steps.map { $0.layer(layout: layout, team: team) }
        shapes = steps.map { $0.description.output(for: $0.input) }
        classes = shapes.last?.count ?? 0
        activations = shapes.map { FloatBuffer(count: batchSize * $0.count) }
        let widest = batchSize * (shapes.map(\.count).max() ?? 0)
        differences = (FloatBuffer(count: widest), FloatBuffer(count: widest))
        gradients = FloatBuffer(count: layout.trainedCount)
        inputs = FloatBuffer(count: batchSize * input.count)
        logitGradients = FloatBuffer(count: batchSize * classes)
        // A cache line between workers, so that none writes to another's.
        scratchStride = (layers.map(\.scratchCount).max() ?? 0) + 16
        scratch = FloatBuffer(count: team.threads * scratchStride)
    }

    /// Runs the first `count` samples of `inputs` through the network. The logits, (count, K), lie in `logits`
    /// until the next pass.
    public func forward(count: Int, isTraining: Bool, seed: UInt64 = 0) {
        let pass = pass(isTraining: isTraining, seed: seed)
        for (index, layer) in layers.enumerated() {
            layer.forward(input(of: index, count), into: output(of: index, count), pass)
        }
    }

    /// What the last `forward` made: (B, K).
    public var logits: FloatBuffer { activations.last ?? inputs }

    /// What one step of the network made of a sample.
    public struct Activation: Sendable {
        /// The declaration after which the sample looks so, as an index; a rectifier joined to the batch norm before
        /// it leaves one activation for both.
        public let layer: Int
        public let shape: Shape
        /// (H, W, C)
        public let values: [Float]
    }

    /// What the last `forward` made of its sample at `index`, step by step.
    public func activations(of index: Int) -> [Activation] {
        precondition(
            (0..<batchSize).contains(index), "there is no sample \(index) in a batch of \(batchSize)")
        return zip(steps, zip(shapes, activations)).map { step, made in
            let (shape, buffer) = made
            return unsafe buffer.withContents { contents in
                unsafe Activation(
                    layer: step.isRectified ? step.index + 1 : step.index, shape: shape,
                    values: Array(contents[index * shape.count..<(index + 1) * shape.count]))
            }
        }
    }

    /// Takes `logitGradients` back through the network, after a `forward` in training with the same seed, and
    /// leaves the gradients, summed over the batch, in `gradients`.
    public func backward(count: Int, seed: UInt64 = 0) {
        let pass = pass(isTraining: true, seed: seed)
        var (dy, dx) = (logitGradients, differences.0)
        for index in layers.indices.reversed() {
            let target = index > 0 ? Batch(dx, count: count, shape: shapes[index - 1]) : nil
            layers[index].backward(
                Batch(dy, count: count, shape: shapes[index]),
                x: input(of: index, count), y: output(of: index, count), into: target, pass)
            (dy, dx) = (dx, dx === differences.0 ? differences.1 : differences.0)
        }
    }

    private func input(of index: Int, _ count: Int) -> Batch {
        index == 0
            ? Batch(inputs, count: count, shape: input)
            : output(of: index - 1, count)
    }

    private func output(of index: Int, _ count: Int) -> Batch {
        Batch(activations[index], count: count, shape: shapes[index])
    }

    private func pass(isTraining: Bool, seed: UInt64) -> Pass {
        unsafe Pass(
            parameters: parameters.base, gradients: gradients.base, scratch: scratch.base,
            scratchStride: scratchStride, team: team,
            isTraining: isTraining,
            seed: seed)
    }
}
