import DigitModel
import Neural

/// A checkpoint as `torch.save` writes a module's state_dict: a zip archive of a pickle and one record of bytes for each
/// tensor, which `torch.load(weights_only=True)` opens and a plain `nn.Module` loads strictly.
struct TorchArchive {
    let checkpoint: Checkpoint

    func encoded() -> [UInt8] {
        let layout = checkpoint.architecture.layout
        var pickle = TorchPickle()
        var records: [[UInt8]] = []
        for entry in layout.entries {
            pickle.append(entry.name, storage: "FloatStorage", key: records.count, shape: entry.shape)
            records.append([UInt8](littleEndian: layout.fileValues(of: entry, in: checkpoint.parameters)))
            // Batch norm's count of steps is a part of a module's state_dict. A checkpoint keeps none, and PyTorch
            // asks for it only in training without a momentum: 0.
            if entry.kind == .runningVariance {
                let name = entry.name.dropLast("running_var".count) + "num_batches_tracked"
                pickle.append(String(name), storage: "LongStorage", key: records.count, shape: [])
                records.append([UInt8](repeating: 0, count: 8))
            }
        }
        var archive = ZipWriter()
        archive.append("archive/data.pkl", pickle.finished())
        archive.append("archive/byteorder", Array("little".utf8))
        for (key, record) in records.enumerated() { archive.append("archive/data/\(key)", record) }
        archive.append("archive/version", Array("3\n".utf8))
        return archive.finished()
    }
}
