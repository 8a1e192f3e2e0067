import Neural

/// What one layer makes of a picture: a map for each of its channels.
public struct FeatureMaps: Sendable, Equatable {
    /// The layer's name in the checkpoint, such as `conv1`.
    public let layer: String
    public let maps: Int
    /// The columns of each map.
    public let width: Int
    /// The rows of each map.
    public let height: Int
    /// Map by map, each row-major, 0 or more: (maps · height · width).
    public let values: [Float]

    /// - Parameter activation: in (H, W, C).
    fileprivate init(layer: String, _ activation: Sequential.Activation) {
        let shape = activation.shape
        self.layer = layer
        (maps, width, height) = (shape.channels, shape.width, shape.height)
        values = (0..<shape.channels).flatMap { channel in
            (0..<shape.area).map { activation.values[$0 * shape.channels + channel] }
        }
    }
}

extension LoadedCheckpoint {
    /// What the first convolutions make of one picture, each behind its rectifier; of a network that begins otherwise
    /// nothing.
    ///
    /// The inference plan joins layers and never holds most of these numbers, so the declaration's first layers are
    /// run as the trainer runs them.
    ///
    /// - Parameters:
    ///   - pixels: (28 · 28), 0 to 1, row-major, light ink on dark.
    ///   - count: layers at most.
    public func activations(of pixels: [Float], layers count: Int = 2) -> [FeatureMaps] {
        let (architecture, metadata) = (checkpoint.architecture, checkpoint.metadata)
        let shown = architecture.layers.rectifiedConvolutions.prefix(count)
        guard let last = shown.last else { return [] }
        let layers = Array(architecture.layers[...last.rectifier])
        let layout = layers.layout(input: architecture.input)
        var parameters = [Float](repeating: 0, count: layout.totalCount)
        // Both have their tensors in the order of the layers.
        for (here, there) in zip(layout.entries, architecture.layout.entries) {
            parameters.replaceSubrange(here.range, with: checkpoint.parameters[there.range])
        }
        let network = Sequential(
            layers, input: architecture.input, parameters: parameters, batchSize: 1, team: Team(threads: 1))
        network.inputs.copy(from: pixels.map { ($0 - metadata.inputMean) / metadata.inputDeviation })
        network.forward(count: 1, isTraining: false)
        let activations = network.activations(of: 0)
        return shown.compactMap { name, rectifier in
            activations.first { $0.layer == rectifier }.map { FeatureMaps(layer: name, $0) }
        }
    }
}

extension [LayerDescription] {
    /// The convolutions that the network begins with, and where the rectifier of each stands.
    fileprivate var rectifiedConvolutions: [(name: String, rectifier: Int)] {
        var found: [(name: String, rectifier: Int)] = []
        var convolution: String?
        for (index, layer) in enumerated() {
            switch layer {
            case .convolution(let name, _, _, _, _): convolution = name
            case .relu:
                if let name = convolution { found.append((name, index)) }
                convolution = nil
            case .dense, .globalAveragePool: return found
            case .batchNorm, .maxPool, .dropout: break
            }
        }
        return found
    }
}
