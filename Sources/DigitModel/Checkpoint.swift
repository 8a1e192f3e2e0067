import FoundationEssentials
import Neural

/// A trained network as a file: one safetensors file that PyTorch opens too.
public struct Checkpoint: Sendable, Equatable {
    public let architecture: Architecture

    /// The parameter block, in the order of the architecture's layout.
    public let parameters: [Float]

    public var metadata: CheckpointMetadata

    public init(architecture: Architecture, parameters: [Float], metadata: CheckpointMetadata) {
        precondition(
            parameters.count == architecture.layout.totalCount, "the parameters belong to another network")
        self.architecture = architecture
        self.parameters = parameters
        self.metadata = metadata
    }

    /// Reads and checks a file, and runs its golden input.
    ///
    /// - Throws: `CheckpointError`, which names the file.
    public init(path: String) throws(CheckpointError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .unreadable(path: path, reason: FileFailure(error).description)
        }
        do throws(CheckpointError) {
            try self.init(decoding: [UInt8](data))
        } catch {
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
        parameters = try Self.parameters(of: file, layout: architecture.layout)
        try checkGoldenLogits()
    }

    private static func parameters(of file: SafeTensors, layout: ParameterLayout) throws(CheckpointError)
        -> [Float]
    {
        var block = [Float](repeating: 0, count: layout.totalCount)
        for entry in layout.entries {
            guard let tensor = file[entry.name] else { throw .missingTensor(entry.name) }
            guard tensor.shape == entry.shape else {
                throw .wrongShape(tensor: entry.name, expected: entry.shape, actual: tensor.shape)
            }
            layout.setFileValues(tensor.values, of: entry, in: &block)
        }
        for (name, _) in file.tensors where layout.entry(name) == nil { throw .unknownTensor(name) }
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
        let layout = architecture.layout
        let file = SafeTensors(
            tensors: layout.entries.map { entry in
                (entry.name, .init(shape: entry.shape, values: layout.fileValues(of: entry, in: parameters)))
            },
            metadata: metadata.encoded(architecture: architecture))
        do {
            try file.encoded().write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unwritable(path: path, reason: FileFailure(error).description)
        }
    }
}
