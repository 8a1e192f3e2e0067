import DigitModel
import Neural

extension ONNXGraph {
    /// A checkpoint's network, from raw pixels to probabilities.
    ///
    /// Its constants bear the names and the values of the checkpoint's tensors: batch norm is left unfolded, since every
    /// runtime folds it when it loads a graph. Dropout is gone.
    init(_ checkpoint: Checkpoint) {
        let architecture = checkpoint.architecture
        let layout = architecture.layout
        let size = architecture.input
        self.init(name: architecture.name)
        inputs = [
            Port(
                name: "image",
                documentation: "Pixels, 0 to 1, light ink on dark; the graph scales them itself.",
                shape: [.symbolic("N")] + [size.channels, size.height, size.width].map { .fixed($0) })
        ]
        initializers = layout.entries.map { entry in
            Initializer(
                name: entry.name, shape: entry.shape,
                values: layout.fileValues(of: entry, in: checkpoint.parameters))
        }
        let metadata = checkpoint.metadata
        var chain = Chain(last: "image")
        chain.append("Sub", named: "centred", constants: [("input_mean", metadata.inputMean)], to: &self)
        chain.append("Div", named: "scaled", constants: [("input_std", metadata.inputDeviation)], to: &self)
        for (index, (layer, input)) in architecture.layers.withInputs(from: size).enumerated() {
            chain.append(layer, index: index, input: input, to: &self)
        }
        chain.rename(to: "logits", in: &self)
        chain.append("Div", named: "softened", constants: [("temperature", metadata.temperature)], to: &self)
        chain.append("Softmax", named: "probabilities", attributes: [("axis", .integer(1))], to: &self)
        outputs = [
            Port(
                name: "logits",
                documentation: "One number for each digit, not yet softened by the temperature.",
                shape: [.symbolic("N"), .fixed(Architecture.classes)]),
            Port(
                name: "probabilities", documentation: "softmax(logits / temperature).",
                shape: [.symbolic("N"), .fixed(Architecture.classes)]),
        ]
    }

    /// Nodes in a row, each of which takes what the one before it gives; values are named after their nodes.
    private struct Chain {
        var last: String
        private var isFlat = false

        init(last: String) {
            self.last = last
        }

        mutating func append(
            _ operation: String, named name: String, weights: [String] = [],
            constants: [(name: String, value: Float)] = [],
            attributes: [(name: String, value: Attribute)] = [], to graph: inout ONNXGraph
        ) {
            graph.initializers += constants.map { Initializer(name: $0.name, shape: [], values: [$0.value]) }
            graph.nodes.append(
                Node(
                    operation: operation, name: name, inputs: [last] + weights + constants.map(\.name),
                    outputs: [name], attributes: attributes))
            last = name
        }

        mutating func append(
            _ layer: LayerDescription, index: Int, input: Shape, to graph: inout ONNXGraph
        ) {
            switch layer {
            case .convolution(let name, _, let kernel, let padding, let bias):
                append(
                    "Conv", named: name, weights: ["\(name).weight"] + (bias ? ["\(name).bias"] : []),
                    attributes: [
                        ("kernel_shape", .integers([kernel, kernel])),
                        ("pads", .integers([padding, padding, padding, padding])),
                    ], to: &graph)
            case .batchNorm(let name):
                append(
                    "BatchNormalization", named: name,
                    weights: ["weight", "bias", "running_mean", "running_var"].map { "\(name).\($0)" },
                    attributes: [("epsilon", .float(BatchNormalization.epsilon))], to: &graph)
            case .relu: append("Relu", named: "relu\(index)", to: &graph)
            case .maxPool(let size):
                append(
                    "MaxPool", named: "maxpool\(index)",
                    attributes: [
                        ("kernel_shape", .integers([size, size])), ("strides", .integers([size, size])),
                    ], to: &graph)
            case .globalAveragePool: append("GlobalAveragePool", named: "averagepool\(index)", to: &graph)
            case .dense(let name, _):
                // A graph's values keep four dimensions up to the first dense layer, even if they are 1 × 1.
                if !isFlat { append("Flatten", named: "flatten", to: &graph) }
                isFlat = true
                append(
                    "Gemm", named: name, weights: ["\(name).weight", "\(name).bias"],
                    attributes: [("transB", .integer(1))], to: &graph)
            case .dropout: break
            }
        }

        /// Gives the last value, which is an output of the whole, the name of one.
        mutating func rename(to name: String, in graph: inout ONNXGraph) {
            guard let node = graph.nodes.popLast() else { return }
            graph.nodes.append(
                Node(
                    operation: node.operation, name: node.name, inputs: node.inputs, outputs: [name],
                    attributes: node.attributes))
            last = name
        }
    }
}
