import Files
import FoundationEssentials
import Neural

/// A trained network as a file: one safetensors file that PyTorch opens too.
public struct Checkpoint: Sendable, Equatable {
    public let architecture: Architecture

    /// The parameter block, in the order of the architecture's layout; of a quantised checkpoint, what its numbers
    /// stand for.
    public let parameters: [Float]

    /// How the kernels and matrices are stored, if not as float32.
    public let quantization: Quantization?

    public var metadata: CheckpointMetadata

    /// A checkpoint of those parameters, rounded to what the quantisation holds.
    public init(
        architecture: Architecture, parameters: [Float], quantization: Quantization? = nil,
        metadata: CheckpointMetadata
    ) {
        let layout = architecture.layout
        precondition(parameters.count == layout.totalCount, "the parameters belong to another network")
        self.architecture = architecture
        self.parameters = quantization?.rounded(parameters, layout: layout) ?? parameters
        self.quantization = quantization
        self.metadata = metadata
    }

    /// Bytes of the largest file that is read: many times those of the largest network here for 28x28.
    private static let byteLimit = 1 << 30

    /// Reads and checks a regular file of at most 1 GiB, and runs its golden input.
    ///
    /// - Throws: `CheckpointError`, which names the file.
    public init(path: String) throws(CheckpointError) {
        let bytes: [UInt8]
        do throws(UnreadableFile) {
            bytes = try FileChunks.contents(of: path, limit: Self.byteLimit)
        } catch {
            throw .unreadable(path: path, reason: error.reason)
        }
        do throws(CheckpointError) {
            try self.init(decoding: bytes)
        } catch {
            if case .notSafeTensors = error, let format = ForeignFormat(of: bytes, named: path) {
                throw .foreign(path: path, format)
            }
            throw .refused(path: path, reason: error.description)
        }
    }

    /// Reads and checks a file's bytes, and runs its golden input.
    public init(decoding bytes: [UInt8]) throws(CheckpointError) {
        let file: SafeTensors
        do {
            file = try SafeTensors(decoding: bytes)
        } catch {
            throw .notSafeTensors(error)
        }
        let name = file.metadata[CheckpointMetadata.Key.architecture.rawValue]
        guard let name else { throw .missingMetadata(key: CheckpointMetadata.Key.architecture.rawValue) }
        guard let named = Architecture.named(name) else { throw .unknownArchitecture(name) }
        let architecture = try CheckpointMetadata.sized(named, by: file.metadata)
        metadata = try CheckpointMetadata(decoding: file.metadata)
        self.architecture = architecture
        quantization = try Quantization(decoding: file, layout: architecture.layout)
        parameters = try Self.parameters(of: file, layout: architecture.layout, quantization)
        try checkGoldenLogits()
    }

    private static func parameters(
        of file: SafeTensors, layout: ParameterLayout, _ quantization: Quantization?
    ) throws(CheckpointError) -> [Float] {
        // Every tensor before any memory: metadata alone can ask for gigabytes, which only tensors may back.
        var tensors: [SafeTensors.Tensor] = []
        for entry in layout.entries {
            let narrow = entry.kind.isDecayed ? quantization : nil
            tensors.append(try file.tensor(entry.name, shape: entry.shape, narrow?.format ?? .float32))
        }
        let scales = quantization?.tensorNames ?? []
        for (name, _) in file.tensors where layout.entry(name) == nil && !scales.contains(name) {
            throw .unknownTensor(name)
        }
        var block = [Float](repeating: 0, count: layout.totalCount)
        for (entry, tensor) in zip(layout.entries, tensors) {
            let narrow = entry.kind.isDecayed ? quantization : nil
            let values = narrow?.weights(for: tensor.values, of: entry) ?? tensor.values
            layout.setFileValues(values, of: entry, in: &block)
        }
        return block
    }

    /// Proves that the weights give the answer that was recorded with them.
    private func checkGoldenLogits() throws(CheckpointError) {
        let differences = zip(goldenLogits, metadata.goldenLogits).map { abs($0 - $1) }
        // Not by the largest alone: NaN compares with nothing.
        guard differences.allSatisfy({ $0 <= 1e-2 }) else {
            throw .goldenMismatch(difference: differences.max() ?? .infinity)
        }
    }

    /// The logits of the golden input under these weights.
    public var goldenLogits: [Float] {
        let plan = InferencePlan(self)
        var workspace = plan.makeWorkspace()
        return plan.logits(of: GoldenInput.pixels(for: architecture.input), workspace: &workspace)
    }

    /// What it calls itself: the name in its metadata, else its architecture's.
    public var name: String { metadata.notes["name"] ?? architecture.name }

    /// Sixteen hexadecimal digits that change with any weight.
    public var fingerprint: String {
        parameters.reduce(into: Fingerprint()) { $0.add(UInt64($1.bitPattern)) }.text
    }

    /// The checkpoint itself, if it reads what pictures are made into: images of 28 × 28.
    ///
    /// - Throws: `CheckpointError.refused` for `path`.
    public func forPictures(path: String) throws(CheckpointError) -> Checkpoint {
        guard architecture.input == Architecture.input else {
            let reason =
                "it reads images of \(architecture.input.size), pictures are made \(Architecture.input.size)"
            throw .refused(path: path, reason: reason)
        }
        return self
    }

    /// Writes the file whole or not at all: to a temporary file beside it, then renamed.
    ///
    /// - Throws: `CheckpointError.unwritable`.
    public func write(to path: String) throws(CheckpointError) {
        do {
            try file.encoded().write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unwritable(path: path, reason: FileFailure(error).description)
        }
    }

    /// The size of the file that `write` writes.
    public var byteCount: Int {
        get throws { try file.encoded().count }
    }

    /// What `write` writes.
    var file: SafeTensors {
        let layout = architecture.layout
        let tensors = layout.entries.flatMap { entry -> [(name: String, tensor: SafeTensors.Tensor)] in
            let values = layout.fileValues(of: entry, in: parameters)
            guard let quantization, entry.kind.isDecayed else {
                return [(entry.name, .init(shape: entry.shape, values: values))]
            }
            return quantization.tensors(for: values, of: entry)
        }
        return SafeTensors(
            tensors: tensors,
            metadata: metadata.encoded(architecture: architecture, quantization: quantization))
    }
}
