/// The pickle, protocol 2, of a state_dict: an `OrderedDict` of tensors that are views of storages kept elsewhere.
struct TorchPickle {
    private var bytes: [UInt8]

    /// An empty dictionary, and a mark where its items begin.
    init() {
        bytes = []
        append(.protocolVersion)
        bytes.append(2)
        appendEmptyDictionary()
        append(.mark)
    }

    /// Adds a contiguous tensor that fills the storage `key`.
    mutating func append(_ name: String, storage: String, key: Int, shape: [Int]) {
        append(text: name)
        append(global: "torch._utils", "_rebuild_tensor_v2")
        append(.mark)
        // The storage, by a persistent identifier.
        append(.mark)
        append(text: "storage")
        append(global: "torch", storage)
        append(text: "\(key)")
        append(text: "cpu")
        append(integer: shape.reduce(1, *))
        append(.tuple)
        append(.persistentID)
        // Offset, shape, strides; no gradient, no hooks.
        append(integer: 0)
        append(tuple: shape)
        append(tuple: shape.indices.map { shape[($0 + 1)...].reduce(1, *) })
        append(.newFalse)
        appendEmptyDictionary()
        append(.tuple)
        append(.reduce)
    }

    /// The whole pickle.
    func finished() -> [UInt8] {
        bytes + [PickleOpcode.setItems.rawValue, PickleOpcode.stop.rawValue]
    }

    private mutating func append(_ opcode: PickleOpcode) {
        bytes.append(opcode.rawValue)
    }

    private mutating func append(global module: String, _ name: String) {
        append(.global)
        bytes += Array("\(module)\n\(name)\n".utf8)
    }

    private mutating func append(text: String) {
        append(.text32)
        bytes.append(littleEndian: UInt32(text.utf8.count))
        bytes += Array(text.utf8)
    }

    private mutating func append(integer: Int) {
        append(.int32)
        bytes.append(littleEndian: Int32(integer))
    }

    private mutating func append(tuple items: [Int]) {
        append(.mark)
        for item in items { append(integer: item) }
        append(.tuple)
    }

    private mutating func appendEmptyDictionary() {
        append(global: "collections", "OrderedDict")
        append(.emptyTuple)
        append(.reduce)
    }
}
