/// A file of `torch.save`: a zip archive with a pickle, `data.pkl`, and a record of bytes for each storage that it
/// names.
struct PyTorchFile {
    /// The tensors of the state_dict.
    let tensors: [String: TensorView]

    /// The keys under which a training script's checkpoint keeps its state_dict.
    private static let usualKeys = ["state_dict", "model_state_dict", "model"]

    /// The folder that holds `data.pkl`, and so every record, if the archive is PyTorch's.
    static func folder(of archive: ZipArchive) -> Substring? {
        let suffix = "/data.pkl"
        return archive.names.first { $0.hasSuffix(suffix) }?.dropLast(suffix.count)
    }

    init(_ archive: ZipArchive, folder: Substring, limits: ImportLimits) throws(ImportError) {
        if archive.names.contains("\(folder)/byteorder") {
            let order = try Self.record("\(folder)/byteorder", of: archive)
            guard order.elementsEqual("little".utf8) else { throw .bigEndian }
        }
        let pickle = try Self.record("\(folder)/data.pkl", of: archive)
        let object: PickledObject
        do throws(PickleError) {
            object = try PickleMachine.load(pickle, limit: limits.pickleInstructions)
        } catch {
            throw .badPickle(error)
        }
        var records: [String: ArraySlice<UInt8>] = [:]
        var tensors: [String: TensorView] = [:]
        // By name, so that of two bad tensors the same one is always told.
        for (name, tensor) in try Self.stateDict(of: object).sorted(by: { $0.key < $1.key }) {
            let key = tensor.storage.key
            if records[key] == nil {
                records[key] = try Self.record("\(folder)/data/\(key)", of: archive)
            }
            tensors[name] = try Self.view(tensor, named: name, in: records[key] ?? [])
        }
        self.tensors = tensors
    }

    private static func record(
        _ name: String, of archive: ZipArchive
    ) throws(ImportError) -> ArraySlice<UInt8> {
        do throws(ZipError) {
            return try archive.content(of: name)
        } catch {
            throw .badZip(error)
        }
    }

    private static func view(
        _ tensor: PickledTensor, named name: String, in bytes: ArraySlice<UInt8>
    ) throws(ImportError) -> TensorView {
        let storage = tensor.storage
        guard storage.count <= bytes.count / storage.type.size,
            let view = TensorView(
                storage.type, shape: tensor.shape, strides: tensor.strides, offset: tensor.offset,
                bytes: bytes.prefix(storage.count * storage.type.size))
        else { throw .badTensor(name) }
        return view
    }

    /// The tensors of the object, or of the dictionary in it that a training script would keep them in.
    private static func stateDict(of object: PickledObject) throws(ImportError) -> [String: PickledTensor] {
        let top = object.entries(of: object.value) ?? [:]
        let inner = usualKeys.lazy.compactMap { top[$0] }.compactMap { object.entries(of: $0) }.first
        let entries = inner ?? top
        let tensors = entries.compactMapValues { value -> PickledTensor? in
            guard case .tensor(let tensor) = value else { return nil }
            return tensor
        }
        guard !tensors.isEmpty else { throw .noStateDict(keys: top.keys.sorted()) }
        let others = entries.keys.filter { tensors[$0] == nil }
        guard others.isEmpty else { throw .notTensors(keys: others.sorted()) }
        return tensors
    }
}
