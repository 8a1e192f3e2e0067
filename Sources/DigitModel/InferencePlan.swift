import Neural

/// A network made ready to answer: batch norm folded into the weights before it, dropout gone, every size known.
///
/// A pure function of weights, input and the caller's workspace, so any number of threads may run it at once.
public struct InferencePlan: Sendable {
    /// One step from one image's activation to the next.
    enum Step: Sendable {
        /// y = unfold(x) w + b, weights: (k · k · I, O)
        case convolution(Im2col, LinearMap)
        /// y = x w + b, weights: (I, O)
        case dense(LinearMap)
        case relu(count: Int)
        case maxPool(Shape, size: Int)
        case globalAveragePool(Shape)
    }

    let steps: [Step]
    private let inputMean: Float
    private let inputDeviation: Float
    private let widest: Int
    private let columns: Int

    /// parameters: a block in the order of the architecture's layout; pixels go in as (pixel - mean) / deviation.
    public init(
        _ architecture: Architecture, parameters: [Float], inputMean: Float, inputDeviation: Float
    ) {
        var steps: [Step] = []
        let layout = architecture.layout
        func values(_ name: String) -> [Float] {
            guard let entry = layout.entry(name) else { preconditionFailure("no tensor is named \(name)") }
            return Array(parameters[entry.range])
        }
        let layers = architecture.layers.withInputs(from: Architecture.input)
        for (layer, input) in layers {
            switch layer {
            case .convolution(let name, let outputs, let kernel, let padding, let bias):
                let map = LinearMap(
                    outputs: outputs, weights: values("\(name).weight"),
                    bias: bias ? values("\(name).bias") : [Float](repeating: 0, count: outputs))
                steps.append(.convolution(Im2col(input: input, kernel: kernel, padding: padding), map))
            case .dense(let name, let outputs):
                let map = LinearMap(
                    transposing: values("\(name).weight"), outputs: outputs, bias: values("\(name).bias"))
                steps.append(.dense(map))
            case .batchNorm(let name):
                steps[steps.count - 1].fold(
                    scale: values("\(name).weight"), shift: values("\(name).bias"),
                    mean: values("\(name).running_mean"), variance: values("\(name).running_var"))
            case .relu: steps.append(.relu(count: input.count))
            case .maxPool(let size): steps.append(.maxPool(input, size: size))
            case .globalAveragePool: steps.append(.globalAveragePool(input))
            case .dropout: break
            }
        }
        self.steps = steps
        self.inputMean = inputMean
        self.inputDeviation = inputDeviation
        widest = layers.map { max($0.input.count, $0.layer.output(for: $0.input).count) }.max() ?? 0
        columns = steps.map(\.columnCount).max() ?? 0
    }

    /// The plan of a checkpoint.
    public init(_ checkpoint: Checkpoint) {
        self.init(
            checkpoint.architecture, parameters: checkpoint.parameters,
            inputMean: checkpoint.metadata.inputMean, inputDeviation: checkpoint.metadata.inputDeviation)
    }

    /// Memory for one caller at a time, to be used again and again.
    public func makeWorkspace() -> InferenceWorkspace {
        InferenceWorkspace(widest: widest, columns: columns)
    }

    /// The logits of one image.
    ///
    /// pixels: (28 · 28), 0 to 1, light ink on dark; the result: (10)
    public func logits(of pixels: [Float], workspace: inout InferenceWorkspace) -> [Float] {
        precondition(pixels.count == Architecture.input.count, "an image is 28 x 28")
        for (i, pixel) in pixels.enumerated() {
            workspace.current[i] = (pixel - inputMean) / inputDeviation
        }
        for step in steps { step.run(&workspace) }
        return Array(workspace.current[0..<Architecture.classes])
    }
}

/// The memory that one inference needs: two activations and one unfolded image.
public struct InferenceWorkspace: Sendable {
    var current: [Float]
    var next: [Float]
    var columns: [Float]

    init(widest: Int, columns: Int) {
        current = [Float](repeating: 0, count: widest)
        next = current
        self.columns = [Float](repeating: 0, count: columns)
    }
}
