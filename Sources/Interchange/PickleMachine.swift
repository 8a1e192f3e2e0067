/// A pickle machine that can build dictionaries, lists, tuples, plain values and tensors, and nothing else.
///
/// Python's own imports any name and calls it. This one knows the five names of `PickleGlobal`, gives each its meaning,
/// and refuses a file that has any other.
struct PickleMachine {
    /// Every instruction makes at most one value, so this bounds memory too.
    private let limit: Int
    var cursor: ByteCursor
    var stack: [PickleValue] = []
    /// Where in the stack the items of unfinished containers begin.
    var marks: [Int] = []
    var memo: [Int: PickleValue] = [:]
    var heap: [[PickleValue]] = []
    /// Where the instruction at work begins.
    private(set) var offset = 0

    init(_ bytes: ArraySlice<UInt8>, limit: Int) {
        cursor = ByteCursor(bytes)
        self.limit = limit
    }

    /// Runs a pickle to its end.
    static func load(_ bytes: ArraySlice<UInt8>, limit: Int) throws(PickleError) -> PickledObject {
        var machine = PickleMachine(bytes, limit: limit)
        for _ in 0..<limit {
            machine.offset = machine.cursor.position
            let code = try machine.checked(machine.cursor.byte())
            guard let opcode = PickleOpcode(rawValue: code) else {
                throw .unknownOpcode(code, offset: machine.offset)
            }
            if opcode == .stop {
                return PickledObject(value: try machine.pop(), heap: machine.heap)
            }
            try machine.execute(opcode)
        }
        throw .tooLong(limit: limit)
    }

    private mutating func execute(_ opcode: PickleOpcode) throws(PickleError) {
        switch opcode {
        case .protocolVersion, .frame: _ = try checked(cursor.bytes(opcode == .frame ? 8 : 1))
        case .stop: break
        case .none: stack.append(.none)
        case .newTrue: stack.append(.boolean(true))
        case .newFalse: stack.append(.boolean(false))
        case .int32: stack.append(.integer(Int(try integer(Int32.self))))
        case .uint8: stack.append(.integer(try integer(UInt8.self)))
        case .uint16: stack.append(.integer(try integer(UInt16.self)))
        case .longInteger: stack.append(longInteger(try checked(cursor.bytes(try integer(UInt8.self)))))
        case .float64:
            _ = try checked(cursor.bytes(8))
            stack.append(.other)
        case .text32: stack.append(.text(try text(try integer(UInt32.self))))
        case .text8: stack.append(.text(try text(try integer(UInt8.self))))
        case .bytes8, .bytes32:
            let count = opcode == .bytes8 ? try integer(UInt8.self) : try integer(UInt32.self)
            _ = try checked(cursor.bytes(count))
            stack.append(.other)
        case .mark: marks.append(stack.count)
        case .emptyTuple: stack.append(.tuple(allocate([])))
        case .tuple: stack.append(.tuple(allocate(try popToMark())))
        case .tuple1: stack.append(.tuple(allocate(try pop(count: 1))))
        case .tuple2: stack.append(.tuple(allocate(try pop(count: 2))))
        case .tuple3: stack.append(.tuple(allocate(try pop(count: 3))))
        case .emptyList: stack.append(.list(allocate([])))
        case .append: try extendList(with: try pop(count: 1))
        case .appends: try extendList(with: try popToMark())
        case .emptyDictionary: stack.append(.dictionary(allocate([])))
        case .setItem: try extendDictionary(with: try pop(count: 2))
        case .setItems: try extendDictionary(with: try popToMark())
        case .put8: memo[try integer(UInt8.self)] = try top()
        case .put32: memo[try integer(UInt32.self)] = try top()
        case .memoize: memo[memo.count] = try top()
        case .get8: stack.append(try recall(try integer(UInt8.self)))
        case .get32: stack.append(try recall(try integer(UInt32.self)))
        case .global: stack.append(.global(try global(module: try line(), name: try line())))
        case .stackGlobal:
            let names = try pop(count: 2)
            guard case (.text(let module), .text(let name)) = (names[0], names[1]) else {
                throw .badArgument(offset: offset)
            }
            stack.append(.global(try global(module: module, name: name)))
        case .persistentID: stack.append(.storage(try storage(try pop())))
        case .reduce:
            let arguments = try items(try pop())
            stack.append(try call(try pop(), arguments))
        case .build:
            // The attributes of a state_dict: `_metadata`, which only a module's own loading asks for.
            _ = try pop()
            guard case .dictionary = try top() else { throw .forbiddenCall(offset: offset) }
        }
    }
}
