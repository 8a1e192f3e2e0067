/// One layer of a sequential network, as a declaration: what the trainer builds its layers from and the server its
/// inference plan. Names are those of a PyTorch `state_dict`.
public enum LayerDescription: Sendable, Hashable {
    /// Stride 1, square kernel, zero padding below the kernel's side all round: (H, W, I) to (H + 2p - k + 1,
    /// W + 2p - k + 1, O).
    case convolution(_ name: String, outputs: Int, kernel: Int, padding: Int, bias: Bool)
    /// Normalises every channel over batch and plane (Ioffe and Szegedy 2015).
    case batchNorm(_ name: String)
    case relu
    /// The largest of every `size` × `size` square: (H, W, C) to (H / size, W / size, C).
    case maxPool(size: Int)
    /// The mean of every channel's plane: (H, W, C) to (1, 1, C).
    case globalAveragePool
    /// A dense layer: (H, W, I) to (1, 1, O). A plane is flattened as by PyTorch's `nn.Flatten`, so that the matrix
    /// in a file sees channels first; in memory its columns stand in the order of the plane.
    case dense(_ name: String, outputs: Int)
    /// Zeroes features at this rate while training (Srivastava and others 2014).
    case dropout(rate: Float)

    /// The shape that comes out where `input` goes in.
    public func output(for input: Shape) -> Shape {
        switch self {
        case .convolution(_, let outputs, let kernel, let padding, _):
            let lost = kernel - 1 - 2 * padding
            return Shape(height: input.height - lost, width: input.width - lost, channels: outputs)
        case .maxPool(let size):
            return Shape(height: input.height / size, width: input.width / size, channels: input.channels)
        case .globalAveragePool: return Shape(features: input.channels)
        case .dense(_, let outputs): return Shape(features: outputs)
        case .batchNorm, .relu, .dropout: return input
        }
    }

    /// The tensors that the layer adds to a `state_dict`, in PyTorch's order.
    func tensors(for input: Shape) -> [(name: String, shape: [Int], kind: ParameterLayout.Kind)] {
        switch self {
        case .convolution(let name, let outputs, let kernel, _, let bias):
            [("\(name).weight", [outputs, input.channels, kernel, kernel], .kernel)]
                + (bias ? [("\(name).bias", [outputs], .bias)] : [])
        case .dense(let name, let outputs):
            [
                ("\(name).weight", [outputs, input.count], .matrix(area: input.area)),
                ("\(name).bias", [outputs], .bias),
            ]
        case .batchNorm(let name):
            [
                ("\(name).weight", [input.channels], .scale), ("\(name).bias", [input.channels], .bias),
                ("\(name).running_mean", [input.channels], .runningMean),
                ("\(name).running_var", [input.channels], .runningVariance),
            ]
        case .relu, .maxPool, .globalAveragePool, .dropout: []
        }
    }

    /// Parameters that are trained: what PyTorch's `parameters()` counts, which leaves running statistics out.
    public func parameterCount(for input: Shape) -> Int {
        tensors(for: input).filter(\.kind.isTrained).reduce(0) { $0 + $1.shape.reduce(1, *) }
    }

    /// Multiply-adds for one sample, by direct convolution.
    public func multiplyAdds(for input: Shape) -> Int {
        switch self {
        case .convolution(_, _, let kernel, _, _): output(for: input).count * input.channels * kernel * kernel
        case .dense(_, let outputs): input.count * outputs
        case .batchNorm, .relu, .maxPool, .globalAveragePool, .dropout: 0
        }
    }
}

extension [LayerDescription] {
    /// Every layer with the shape that goes into it.
    public func withInputs(from input: Shape) -> [(layer: LayerDescription, input: Shape)] {
        var shape = input
        return map { layer in
            defer { shape = layer.output(for: shape) }
            return (layer, shape)
        }
    }

    /// Where the network's tensors lie.
    public func layout(input: Shape) -> ParameterLayout {
        ParameterLayout(withInputs(from: input).flatMap { $0.layer.tensors(for: $0.input) })
    }

    /// Multiply-adds of the whole network for one sample.
    public func multiplyAdds(input: Shape) -> Int {
        withInputs(from: input).reduce(0) { $0 + $1.layer.multiplyAdds(for: $1.input) }
    }
}
