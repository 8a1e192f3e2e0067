import DigitModel
import Neural

@testable import Interchange

extension Checkpoint {
    /// A checkpoint of random weights, whose running statistics are not trivial.
    static func random(_ architecture: Architecture, seed: UInt64 = 1) -> Checkpoint {
        let layout = architecture.layout
        var parameters = HeInitialization().parameters(for: layout, seed: seed)
        var generator = SplitMix64(seed: seed, path: 99)
        for entry in layout.entries {
            switch entry.kind {
            case .scale, .runningVariance: for i in entry.range { parameters[i] = 0.5 + generator.uniform() }
            case .bias, .runningMean: for i in entry.range { parameters[i] = 0.2 * generator.normal() }
            case .kernel, .matrix: break
            }
        }
        return Checkpoint(
            architecture: architecture, parameters: parameters,
            metadata: CheckpointMetadata(
                inputMean: 0.25, inputDeviation: 0.5, temperature: 1.25,
                rejection: EnergyRejection(threshold: 2, scale: 0.5),
                goldenLogits: [Float](repeating: 0, count: 10), notes: ["name": "random", "note": "ü"]))
    }
}

extension WeightImport {
    init(_ architecture: Architecture) {
        self.init(architecture, inputMean: 0.25, inputDeviation: 0.5)
    }
}
