public import DigitModel
import Neural

/// The weights that look at the picture itself, as small pictures.
public struct FirstLayer: Sendable, Equatable {
    /// One filter or unit.
    public struct Unit: Sendable, Equatable {
        /// Its place among the layer's outputs.
        public var index: Int
        /// (side · side), row-major.
        public var weights: [Float]
    }

    /// What its tensors are called.
    public let name: String
    /// Whether it is a convolution, whose filters move over the picture.
    public let isConvolution: Bool
    /// Pixels in a row, and rows, of each unit.
    public let side: Int
    /// How many units the layer has.
    public let count: Int
    /// The units shown, in the layer's order.
    public let units: [Unit]

    /// Takes all filters of a convolution, and of a dense layer the units with the largest weights, at most `limit`.
    ///
    /// nil where a network begins with something else, or its units are not square.
    public init?(_ checkpoint: Checkpoint, limit: Int) {
        let architecture = checkpoint.architecture
        guard let first = architecture.layers.first, !first.name.isEmpty,
            let entry = architecture.layout.entry("\(first.name).weight")
        else { return nil }
        switch first {
        case .convolution(_, _, let kernel, _, _): (isConvolution, side) = (true, kernel)
        case .dense where architecture.input.width == architecture.input.height:
            (isConvolution, side) = (false, architecture.input.width)
        case .dense, .batchNorm, .relu, .maxPool, .globalAveragePool, .dropout: return nil
        }
        name = first.name
        let values = architecture.layout.fileValues(of: entry, in: checkpoint.parameters)
        let size = side * side
        count = values.count / size
        let all = (0..<count).map { Unit(index: $0, weights: Array(values[$0 * size..<($0 + 1) * size])) }
        func strength(_ unit: Unit) -> Float { unit.weights.reduce(0) { $0 + $1 * $1 } }
        let strongest = all.sorted { (strength($1), $0.index) < (strength($0), $1.index) }.prefix(limit)
        units = strongest.sorted { $0.index < $1.index }
    }
}
