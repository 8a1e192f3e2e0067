public import DigitModel
public import Neural

/// A network layer by layer: what comes out of each, what it costs. Parameters are counted as PyTorch counts them.
public struct ModelSummary: Sendable, Equatable {
    /// One layer.
    public struct Row: Sendable, Equatable {
        /// What its tensors are called; empty where it has none.
        public var name: String
        /// What it does, such as "convolution 3 x 3".
        public var operation: String
        /// What comes out: channels, height, width as in PyTorch, or features alone after the planes are gone.
        public var output: [Int]
        /// Parameters that are trained.
        public var parameters: Int
        /// Multiply-adds for one image, by direct convolution.
        public var multiplyAdds: Int
    }

    /// The architecture's name.
    public let name: String
    /// What goes in.
    public let input: Shape
    public let rows: [Row]
    /// Floats in the checkpoint that are not trained: batch norm's running statistics.
    public let runningStatistics: Int

    public init(_ architecture: Architecture) {
        name = architecture.name
        input = architecture.input
        let layout = architecture.layout
        runningStatistics = layout.totalCount - layout.trainedCount
        var isFlat = false
        rows = architecture.layers.withInputs(from: architecture.input).map { layer, input in
            let output = layer.output(for: input)
            isFlat = isFlat || layer.flattens
            return Row(
                name: layer.name, operation: layer.operation,
                output: isFlat ? [output.channels] : [output.channels, output.height, output.width],
                parameters: layer.parameterCount(for: input), multiplyAdds: layer.multiplyAdds(for: input))
        }
    }

    /// All parameters that are trained.
    public var parameters: Int { rows.reduce(0) { $0 + $1.parameters } }

    /// All multiply-adds for one image.
    public var multiplyAdds: Int { rows.reduce(0) { $0 + $1.multiplyAdds } }
}

extension LayerDescription {
    /// What its tensors are called; empty where it has none.
    var name: String {
        switch self {
        case .convolution(let name, _, _, _, _), .batchNorm(let name), .dense(let name, _): name
        case .relu, .maxPool, .globalAveragePool, .dropout: ""
        }
    }

    /// Whether features come out of it, not planes.
    fileprivate var flattens: Bool {
        switch self {
        case .dense, .globalAveragePool: true
        case .convolution, .batchNorm, .relu, .maxPool, .dropout: false
        }
    }

    fileprivate var operation: String {
        switch self {
        case .convolution(_, _, let kernel, let padding, _):
            "convolution \(kernel) x \(kernel)" + (padding > 0 ? ", padding \(padding)" : "")
        case .batchNorm: "batch norm"
        case .relu: "ReLU"
        case .maxPool(let size): "max pool \(size) x \(size)"
        case .globalAveragePool: "mean of each map"
        case .dense: "dense"
        case .dropout(let rate): "dropout \(Figures.significant(Double(rate), 3))"
        }
    }
}
