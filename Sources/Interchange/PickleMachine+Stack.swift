// The stack, the memo and the heap.
extension PickleMachine {
    mutating func pop() throws(PickleError) -> PickleValue {
        guard stack.count > marks.last ?? 0, let value = stack.popLast() else {
            throw .stackUnderflow(offset: offset)
        }
        return value
    }

    mutating func pop(count: Int) throws(PickleError) -> [PickleValue] {
        guard stack.count - count >= marks.last ?? 0 else { throw .stackUnderflow(offset: offset) }
        defer { stack.removeLast(count) }
        return Array(stack.suffix(count))
    }

    mutating func popToMark() throws(PickleError) -> [PickleValue] {
        guard let mark = marks.popLast() else { throw .stackUnderflow(offset: offset) }
        defer { stack.removeSubrange(mark...) }
        return Array(stack[mark...])
    }

    func top() throws(PickleError) -> PickleValue {
        guard stack.count > marks.last ?? 0, let value = stack.last else {
            throw .stackUnderflow(offset: offset)
        }
        return value
    }

    func recall(_ index: Int) throws(PickleError) -> PickleValue {
        guard let value = memo[index] else { throw .badMemo(offset: offset) }
        return value
    }

    mutating func allocate(_ items: [PickleValue]) -> Int {
        heap.append(items)
        return heap.count - 1
    }

    mutating func extendList(with items: [PickleValue]) throws(PickleError) {
        guard case .list(let place) = try top() else { throw .badArgument(offset: offset) }
        heap[place] += items
    }

    mutating func extendDictionary(with items: [PickleValue]) throws(PickleError) {
        guard case .dictionary(let place) = try top(), items.count.isMultiple(of: 2) else {
            throw .badArgument(offset: offset)
        }
        heap[place] += items
    }

    func items(_ tuple: PickleValue) throws(PickleError) -> [PickleValue] {
        guard case .tuple(let place) = tuple else { throw .badArgument(offset: offset) }
        return heap[place]
    }
}
