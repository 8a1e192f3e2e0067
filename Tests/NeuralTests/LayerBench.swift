@testable import Neural

/// One layer alone, with the memory that a network would give it.
final class LayerBench {
    let layout: ParameterLayout
    let output: Shape
    let parameters: FloatBuffer

    private let layer: any Layer
    private let input: Shape
    private let count: Int
    private let team: Team
    private let seed: UInt64
    private let x: FloatBuffer
    private let y: FloatBuffer
    private let dy: FloatBuffer
    private let dx: FloatBuffer
    private let gradients: FloatBuffer
    private let scratch: FloatBuffer
    private let scratchStride: Int

    init(
        _ description: LayerDescription, input: Shape, count: Int, parameters: [Float], threads: Int = 2,
        seed: UInt64 = 0
    ) {
        layout = [description].layout(input: input)
        output = description.output(for: input)
        team = Team(threads: threads)
        layer = TrainingLayer(description: description, input: input, index: 3)
            .layer(layout: layout, team: team)
        self.input = input
        self.count = count
        self.seed = seed
        self.parameters = FloatBuffer(parameters)
        x = FloatBuffer(count: count * input.count)
        y = FloatBuffer(count: count * output.count)
        dy = FloatBuffer(count: count * output.count)
        dx = FloatBuffer([Float](repeating: .nan, count: count * input.count))
        gradients = FloatBuffer([Float](repeating: .nan, count: layout.trainedCount))
        scratchStride = layer.scratchCount
        scratch = FloatBuffer([Float](repeating: .nan, count: threads * scratchStride))
    }

    /// y = f(x)
    func forward(_ values: [Float], isTraining: Bool = true) -> [Float] {
        x.copy(from: values)
        layer.forward(batch(x, input), into: batch(y, output), pass(isTraining: isTraining))
        return y.values
    }

    /// dx, and the gradients of the parameters, after a `forward` in training.
    func backward(_ values: [Float]) -> (dx: [Float], gradients: [Float]) {
        dy.copy(from: values)
        layer.backward(
            batch(dy, output), x: batch(x, input), y: batch(y, output), into: batch(dx, input),
            pass(isTraining: true))
        return (dx.values, gradients.values)
    }

    private func batch(_ buffer: FloatBuffer, _ shape: Shape) -> Batch {
        Batch(buffer, count: count, shape: shape)
    }

    private func pass(isTraining: Bool) -> Pass {
        unsafe Pass(
            parameters: parameters.base, gradients: gradients.base, scratch: scratch.base,
            scratchStride: scratchStride,
            team: team, isTraining: isTraining,
            seed: seed)
    }
}
