import Foundation
import Neural
import Testing

@testable import DigitModel

/// A folder of its own for one test, gone when the test is over.
final class TemporaryFolder {
    let path = NSTemporaryDirectory() + "digit-model-" + UUID().uuidString

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            print("\(path) is left behind: \(error)")
        }
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// The names of the files in it, hidden ones too, sorted.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

extension Checkpoint {
    /// A checkpoint of random weights, whose running statistics are not trivial, with its true golden logits.
    static func random(seed: UInt64, _ architecture: Architecture = .inklingTiny) -> Checkpoint {
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
        let metadata = CheckpointMetadata(
            inputMean: 0.1307, inputDeviation: 0.3081, temperature: 1.25,
            rejection: EnergyRejection(threshold: 2, scale: 0.5), goldenLogits: [],
            notes: ["name": "random", "seed": "\(seed)", "unusual": "ü \"quoted\" / \n line"])
        var checkpoint = Checkpoint(architecture: architecture, parameters: parameters, metadata: metadata)
        checkpoint.metadata.goldenLogits = checkpoint.goldenLogits
        return checkpoint
    }

    /// The same network, quantised.
    func quantized(_ format: WeightFormat) -> Checkpoint {
        let quantization: Quantization? =
            switch format {
            case .float32: nil
            case .float16: .float16
            case .int8: .int8(fitting: parameters, layout: architecture.layout)
            }
        var checkpoint = Checkpoint(
            architecture: architecture, parameters: parameters, quantization: quantization,
            metadata: metadata)
        checkpoint.metadata.goldenLogits = checkpoint.goldenLogits
        return checkpoint
    }
}

/// Pictures of noise.
func noisePicture(seed: UInt64) -> [Float] {
    var generator = SplitMix64(seed: seed)
    return (0..<784).map { _ in generator.uniform() }
}

/// The bytes of a safetensors file with that header and that many bytes of content, all zero unless given.
func safeTensors(_ header: String, content: [UInt8]) -> [UInt8] {
    let count = header.utf8.count
    return (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + Array(header.utf8) + content
}
