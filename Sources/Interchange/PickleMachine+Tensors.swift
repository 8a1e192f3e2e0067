// The five names that a pickle may use.
extension PickleMachine {
    /// More dimensions than any tensor here; PyTorch itself stops at 64.
    private static let largestRank = 8

    /// PyTorch's persistent identifier: ("storage", type, key, location, count).
    func storage(_ identifier: PickleValue) throws(PickleError) -> PickledStorage {
        let items = try items(identifier)
        guard items.count == 5, items[0] == .text("storage"), case .global(.storage(let type)) = items[1],
            case .text(let key) = items[2], case .integer(let count) = items[4], count >= 0
        else { throw .badTensor(offset: offset) }
        return PickledStorage(type: type, key: key, count: count)
    }

    /// What a call of one of the five names gives.
    mutating func call(
        _ function: PickleValue, _ arguments: [PickleValue]
    ) throws(PickleError) -> PickleValue {
        switch function {
        case .global(.orderedDictionary) where arguments.isEmpty: return .dictionary(allocate([]))
        case .global(.rebuildTensor): return .tensor(try tensor(arguments))
        case .global(.rebuildParameter):
            guard case .tensor(let tensor)? = arguments.first else { throw .badTensor(offset: offset) }
            return .tensor(tensor)
        case .global(.size):
            guard arguments.count == 1, case .tuple = arguments[0] else { throw .badArgument(offset: offset) }
            return arguments[0]
        default: throw .forbiddenCall(offset: offset)
        }
    }

    /// `_rebuild_tensor_v2`'s arguments: storage, offset, size, stride, and what concerns gradients.
    func tensor(_ arguments: [PickleValue]) throws(PickleError) -> PickledTensor {
        guard arguments.count >= 4, case .storage(let storage) = arguments[0],
            case .integer(let start) = arguments[1]
        else { throw .badTensor(offset: offset) }
        return PickledTensor(
            storage: storage, offset: start, shape: try sizes(arguments[2]), strides: try sizes(arguments[3]))
    }

    func sizes(_ tuple: PickleValue) throws(PickleError) -> [Int] {
        let items = try items(tuple)
        guard items.count <= Self.largestRank else { throw .badTensor(offset: offset) }
        var sizes: [Int] = []
        for item in items {
            guard case .integer(let size) = item else { throw .badTensor(offset: offset) }
            sizes.append(size)
        }
        return sizes
    }
}
