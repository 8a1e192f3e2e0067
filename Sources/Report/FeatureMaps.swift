import DigitModel
import Neural

/// What one stage of a network makes of a sample: a plane for each channel.
public struct FeatureMaps: Sendable, Equatable {
    /// The layer whose output it is, after its rectifier.
    public var name: String
    public var width: Int
    public var height: Int
    /// Channels of the layer.
    public var count: Int
    /// The channels shown, in the layer's order: (height · width) each, row-major, 0 or more.
    public var planes: [[Float]]

    /// The planes after every rectifier, by the network that is trained, in inference: another road than the plan
    /// that serves. Of each the strongest `limit`.
    ///
    /// pixels: (H · W), 0 to 1
    static func all(of checkpoint: Checkpoint, for pixels: [Float], limit: Int) -> [FeatureMaps] {
        let (architecture, metadata) = (checkpoint.architecture, checkpoint.metadata)
        let network = Sequential(
            architecture.layers, input: architecture.input, parameters: checkpoint.parameters, batchSize: 1,
            team: Team(threads: 1))
        network.inputs.copy(from: pixels.map { ($0 - metadata.inputMean) / metadata.inputDeviation })
        network.forward(count: 1, isTraining: false)
        return network.activations(of: 0).compactMap { made in
            guard architecture.layers[made.layer] == .relu, made.shape.area > 1 else { return nil }
            let source = architecture.layers[..<made.layer].last { layer in
                if case .convolution = layer { true } else { false }
            }
            return FeatureMaps(name: source?.name ?? "", made, limit: limit)
        }
    }

    private init(name: String, _ made: Sequential.Activation, limit: Int) {
        let (shape, values) = (made.shape, made.values)
        self.name = name
        (width, height, count) = (shape.width, shape.height, shape.channels)
        let all = (0..<shape.channels).map { channel in
            (0..<shape.area).map { values[$0 * shape.channels + channel] }
        }
        let sums = all.map { $0.reduce(0, +) }
        let strongest = all.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }.prefix(limit)
        planes = strongest.sorted().map { all[$0] }
    }

    init(name: String, width: Int, height: Int, count: Int, planes: [[Float]]) {
        (self.name, self.width, self.height) = (name, width, height)
        (self.count, self.planes) = (count, planes)
    }
}
