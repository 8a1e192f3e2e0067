import DigitModel
import Neural

/// A checkpoint as a run begins with it.
func untrained(_ architecture: Architecture, notes: [String: String] = [:]) -> Checkpoint {
    let parameters = HeInitialization().parameters(for: architecture.layout, seed: 7)
    var metadata = CheckpointMetadata(
        inputMean: 0.1307, inputDeviation: 0.3081, temperature: 1.2,
        rejection: EnergyRejection(threshold: 0, scale: 1), goldenLogits: [], notes: notes)
    metadata.goldenLogits =
        Checkpoint(architecture: architecture, parameters: parameters, metadata: metadata).goldenLogits
    return Checkpoint(architecture: architecture, parameters: parameters, metadata: metadata)
}
