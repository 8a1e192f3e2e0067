import Neural

/// What one step of the plan does, with what follows it joined to it: the declaration's layers in between.
struct InferenceStage {
    fileprivate enum Kind {
        case convolution(LinearMap, kernel: Int, padding: Int)
        case dense(LinearMap)
        case maxPool(size: Int)
        case globalAveragePool
    }

    fileprivate var kind: Kind
    private let input: Shape
    fileprivate var rectifies = false
    /// Whether 2 × 2 max pooling follows.
    private var pools = false

    /// The stages of a network; parameters: a block in the order of the architecture's layout.
    static func stages(
        of architecture: Architecture, parameters: [Float], quantization: Quantization?
    ) -> [InferenceStage] {
        let layout = architecture.layout
        func values(_ name: String) -> [Float] {
            guard let entry = layout.entry(name) else { preconditionFailure("no tensor is named \(name)") }
            return Array(parameters[entry.range])
        }
        var stages: [InferenceStage] = []
        for (layer, input) in architecture.layers.withInputs(from: architecture.input) {
            switch layer {
            case .convolution(let name, let outputs, let kernel, let padding, let bias):
                let map = LinearMap(
                    outputs: outputs, weights: values("\(name).weight"),
                    bias: bias ? values("\(name).bias") : [Float](repeating: 0, count: outputs))
                stages.append(
                    InferenceStage(kind: .convolution(map, kernel: kernel, padding: padding), input: input))
            case .dense(let name, let outputs):
                var map = LinearMap(
                    transposing: values("\(name).weight"), outputs: outputs, bias: values("\(name).bias"))
                if let quantization, NarrowDenseStep.pays {
                    map.narrow(quantization, tensor: "\(name).weight")
                }
                stages.append(InferenceStage(kind: .dense(map), input: input))
            case .batchNorm(let name):
                stages[stages.count - 1].fold(
                    scale: values("\(name).weight"), shift: values("\(name).bias"),
                    mean: values("\(name).running_mean"), variance: values("\(name).running_var"))
            case .relu: stages.rectify()
            case .maxPool(let size):
                if size == 2, stages.last?.usesWinograd == true, stages.last?.pools == false {
                    stages[stages.count - 1].pools = true
                } else {
                    stages.append(InferenceStage(kind: .maxPool(size: size), input: input))
                }
            case .globalAveragePool: stages.append(InferenceStage(kind: .globalAveragePool, input: input))
            case .dropout: break
            }
        }
        return stages
    }

    private var usesWinograd: Bool {
        guard case .convolution(_, let kernel, _) = kind else { return false }
        return WinogradStep.suits(kernel: kernel, inputs: input.channels)
    }

    /// Takes the batch norm that follows into this stage's weights.
    private mutating func fold(scale: [Float], shift: [Float], mean: [Float], variance: [Float]) {
        precondition(!rectifies && !pools, "batch norm follows a linear layer in every architecture")
        func folded(_ map: LinearMap) -> LinearMap {
            var map = map
            map.fold(
                scale: scale, shift: shift, mean: mean, variance: variance,
                epsilon: BatchNormalization.epsilon)
            return map
        }
        switch kind {
        case .convolution(let map, let kernel, let padding):
            kind = .convolution(folded(map), kernel: kernel, padding: padding)
        case .dense(let map): kind = .dense(folded(map))
        case .maxPool, .globalAveragePool:
            preconditionFailure("batch norm follows a linear layer in every architecture")
        }
    }

    /// Takes the scaling of the network's input into this stage's weights, so that paper is zero, if it can: a
    /// convolution's padding is zero after the scaling, not before.
    mutating func absorbScaling(mean: Float, deviation: Float) -> Bool {
        guard case .dense(var map) = kind else { return false }
        map.absorb(mean: mean, deviation: deviation)
        kind = .dense(map)
        return true
    }

    /// The step itself; `output`: how the next one wants its input to lie.
    func step(output: PlaneLayout, isFirst: Bool) -> any InferenceStep {
        switch kind {
        case .convolution(let map, _, let padding) where usesWinograd:
            WinogradStep(
                input: input, padding: padding, output: output, weights: map.weights, bias: map.bias,
                rectifies: rectifies, pools: pools)
        case .convolution(let map, let kernel, let padding):
            DirectConvolutionStep(
                input: DirectConvolutionStep.input(input, padding: padding, isFirst: isFirst), kernel: kernel,
                output: output, weights: map.weights, bias: map.bias, rectifies: rectifies)
        case .dense(let map):
            if let narrow = map.narrow {
                NarrowDenseStep(
                    input: input, isFirst: isFirst, output: output, weights: map.weights,
                    format: narrow.format, scale: narrow.scale, bias: map.bias, rectifies: rectifies)
            } else {
                DenseStep(
                    input: input, isFirst: isFirst, output: output, weights: map.weights, bias: map.bias,
                    rectifies: rectifies)
            }
        case .maxPool(let size): MaxPoolStep(input: input, size: size, output: output)
        case .globalAveragePool: AveragePoolStep(input: input, output: output)
        }
    }
}

extension [InferenceStage] {
    /// Lets a rectifier follow the last stage. The largest of a square is rectified before or after it is found, so
    /// the rectifier goes to the linear stage before the pooling.
    fileprivate mutating func rectify() {
        let index = lastIndex { stage in
            if case .maxPool = stage.kind { false } else { true }
        }
        guard let index else {
            preconditionFailure("a rectifier follows a linear layer in every architecture")
        }
        if case .globalAveragePool = self[index].kind {
            preconditionFailure("a rectifier follows a linear layer in every architecture")
        }
        self[index].rectifies = true
    }
}
