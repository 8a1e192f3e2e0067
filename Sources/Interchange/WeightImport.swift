public import DigitModel
import Neural

/// Makes a checkpoint of someone's weights: a PyTorch state_dict (`.pt`, `.pth`), a NumPy archive (`.npz`) or a
/// safetensors file.
///
/// Nothing in such a file is ever run, and what is not tensors is refused. Weights of other floating-point types
/// become float32.
public struct WeightImport: Sendable {
    /// The network whose tensors the file has.
    public var architecture: Architecture

    /// The scaling that the weights were trained with: pixels, 0 to 1, went in as (pixel - mean) / deviation.
    public var inputMean: Float
    public var inputDeviation: Float

    /// Layers or tensors that the file names otherwise; of several that fit a name the first counts.
    public var renames: [(old: String, new: String)]

    public init(
        _ architecture: Architecture, inputMean: Float, inputDeviation: Float,
        renames: [(old: String, new: String)] = []
    ) {
        self.architecture = architecture
        self.inputMean = inputMean
        self.inputDeviation = inputDeviation
        self.renames = renames
    }

    /// Reads a file.
    ///
    /// - Returns: A checkpoint whose temperature is 1 and which turns nothing away, until it is calibrated.
    /// - Throws: `ImportError`, which names the file.
    public func checkpoint(path: String) throws(ImportError) -> Checkpoint {
        do throws(ImportError) {
            return try checkpoint(of: WeightFile(path: path))
        } catch {
            if case .unreadable = error { throw error }
            throw .refused(path: path, reason: error.description)
        }
    }

    /// Reads a file's bytes, as `checkpoint(path:)` does a file.
    public func checkpoint(decoding bytes: [UInt8]) throws(ImportError) -> Checkpoint {
        try checkpoint(of: WeightFile(bytes))
    }

    private func checkpoint(of file: WeightFile) throws(ImportError) -> Checkpoint {
        let metadata = CheckpointMetadata(
            inputMean: inputMean, inputDeviation: inputDeviation, temperature: 1,
            rejection: EnergyRejection(threshold: -1e6, scale: 1), goldenLogits: [],
            notes: [
                "name": architecture.name, "parameters": "\(architecture.parameterCount)",
                "multiply_adds": "\(architecture.multiplyAdds)",
            ])
        var checkpoint = Checkpoint(
            architecture: architecture, parameters: try parameters(of: file), metadata: metadata)
        checkpoint.metadata.goldenLogits = checkpoint.goldenLogits
        guard checkpoint.metadata.goldenLogits.allSatisfy(\.isFinite) else { throw .overflow }
        return checkpoint
    }

    /// The parameter block, in the order of the architecture's layout.
    private func parameters(of file: WeightFile) throws(ImportError) -> [Float] {
        var file = file
        file.unwrap()
        try file.rename(renames)
        let layout = architecture.layout
        try check(file.tensors, against: layout)
        var block = [Float](repeating: 0, count: layout.totalCount)
        for entry in layout.entries {
            guard let values = file.tensors[entry.name]?.floats() else {
                throw .notFloatingPoint(tensor: entry.name)
            }
            if let index = values.firstIndex(where: { !$0.isFinite }) {
                throw .notFinite(tensor: entry.name, index: index)
            }
            layout.setFileValues(values, of: entry, in: &block)
        }
        return block
    }

    /// Names and shapes before values: everything that is wrong is said at once.
    private func check(
        _ tensors: [String: TensorView], against layout: ParameterLayout
    ) throws(ImportError) {
        let missing = layout.entries.map(\.name).filter { tensors[$0] == nil }
        // Batch norm's count of steps: PyTorch keeps one, nothing here asks for it.
        let unexpected = tensors.keys.filter {
            layout.entry($0) == nil && !$0.hasSuffix(".num_batches_tracked")
        }.sorted()
        let misshapen = layout.entries.compactMap { entry -> ImportError.Misshapen? in
            guard let shape = tensors[entry.name]?.shape, shape != entry.shape else { return nil }
            return .init(tensor: entry.name, expected: entry.shape, actual: shape)
        }
        guard missing.isEmpty, unexpected.isEmpty, misshapen.isEmpty else {
            throw .mismatch(
                architecture: architecture.name, missing: missing, unexpected: unexpected,
                misshapen: misshapen)
        }
    }
}
