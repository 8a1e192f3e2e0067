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

    /// Its tensors as a file has them.
    var tensors: [String: (shape: [Int], values: [Float])] {
        let layout = architecture.layout
        return layout.entries.reduce(into: [:]) {
            $0[$1.name] = ($1.shape, layout.fileValues(of: $1, in: parameters))
        }
    }
}

extension WeightImport {
    init(_ architecture: Architecture) {
        self.init(architecture, inputMean: 0.25, inputDeviation: 0.5)
    }
}

extension [UInt8] {
    /// Bytes from hexadecimal digits; white space is passed over.
    init(hex: String) {
        let digits = hex.compactMap { $0.hexDigitValue.map(UInt8.init) }
        self = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

/// A NumPy archive of float32 arrays.
func npz(_ tensors: [String: (shape: [Int], values: [Float])]) -> [UInt8] {
    var archive = ZipWriter()
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
        archive.append("\(name).npy", NumPyArray.encoded(shape: tensor.shape, values: tensor.values))
    }
    return archive.finished()
}

/// A PyTorch file of that pickle and those records.
func torchFile(_ pickle: [UInt8], records: [String: [UInt8]] = [:]) -> [UInt8] {
    var archive = ZipWriter()
    archive.append("archive/data.pkl", pickle)
    for (name, bytes) in records.sorted(by: { $0.key < $1.key }) { archive.append("archive/\(name)", bytes) }
    return archive.finished()
}
