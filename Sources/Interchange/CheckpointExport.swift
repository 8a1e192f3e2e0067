public import DigitModel
import FoundationEssentials

/// A checkpoint on its way into another format.
public struct CheckpointExport: Sendable {
    /// What is exported.
    public let checkpoint: Checkpoint

    /// What it becomes.
    public let format: ExportFormat

    public init(_ checkpoint: Checkpoint, format: ExportFormat) {
        self.checkpoint = checkpoint
        self.format = format
    }

    /// The bytes of the file; the same checkpoint gives the same bytes.
    public func encoded() -> [UInt8] {
        switch format {
        case .onnx: ONNXModel(checkpoint: checkpoint).encoded()
        case .pt: TorchArchive(checkpoint: checkpoint).encoded()
        case .npz: NumPyArchive.encoded(checkpoint)
        }
    }

    /// Writes the file whole or not at all.
    ///
    /// - Throws: `ExportError`.
    public func write(to path: String) throws(ExportError) {
        do {
            try Data(encoded()).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unwritable(path: path, reason: FileFailure(error).description)
        }
    }
}
