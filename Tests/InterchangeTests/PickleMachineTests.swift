import Testing

@testable import Interchange

struct PickleMachineTests {
    @Test(arguments: [PythonPickles.protocol2, PythonPickles.protocol4])
    func `plain values are read as Python wrote them`(_ pickle: [UInt8]) throws {
        let object = try PickleMachine.load(pickle[...], limit: 1000)
        let entries = try #require(object.entries(of: object.value))
        #expect(entries.count == 10)
        #expect(entries["epoch"] == .integer(3))
        #expect(entries["loss"] == .other)
        #expect(entries["none"] == PickleValue.none)
        #expect(entries["big"] == .other)
        #expect(entries["negative"] == .integer(-5))
        #expect(entries["wide"] == .integer(40_000))
        #expect(entries["long"] == .integer(1 << 40))
        #expect(items(of: entries["names"], in: object) == [.text("a"), .text("b")])
        #expect(items(of: entries["flags"], in: object) == [.boolean(true), .boolean(false)])
        let nested = try #require(items(of: entries["ü"], in: object))
        #expect(nested.count == 3 && nested[0] == .text("x"))
        #expect(items(of: nested[2], in: object) == [])
        let inner = try #require(items(of: nested[1], in: object)?.last)
        #expect(items(of: inner, in: object) == [.text("z"), .integer(1)])
    }

    private func items(of value: PickleValue?, in object: PickledObject) -> [PickleValue]? {
        switch value {
        case .tuple(let place)?, .list(let place)?: object.heap[place]
        default: nil
        }
    }

    @Test func `a file's tensors are read, whatever their strides and types`() throws {
        let file = try WeightFile(torchFile(PythonPickles.torch, records: PythonPickles.torchRecords))
        #expect(file.tensors.keys.sorted() == ["h", "n", "t", "w"])
        #expect(file.tensors["w"]?.shape == [2, 3] && file.tensors["w"]?.floats() == [0, 1, 2, 3, 4, 5])
        #expect(file.tensors["t"]?.shape == [3, 2] && file.tensors["t"]?.floats() == [0, 3, 1, 4, 2, 5])
        #expect(file.tensors["h"]?.floats() == [1.5, -2])
        #expect(file.tensors["n"]?.shape == [] && file.tensors["n"]?.type == .int64)
    }

    @Test(arguments: [12, Int.max - 1, Int.max])
    func `a tensor that begins past its storage is refused`(_ offset: Int) {
        let file = torchFile(
            HostilePickle.stateDict(offset: offset), records: ["data/0": [UInt8](repeating: 0, count: 48)])
        #expect(throws: ImportError.badTensor("w")) { try WeightFile(file) }
    }

    @Test(arguments: HostilePickle.all)
    func `a hostile pickle is refused`(_ test: HostilePickle) {
        #expect(throws: test.error) { try PickleMachine.load(test.bytes[...], limit: 1000) }
    }

    @Test(arguments: [PythonPickles.protocol2, PythonPickles.protocol4, PythonPickles.torch])
    func `every beginning of a pickle is refused`(_ pickle: [UInt8]) {
        for count in 0..<pickle.count {
            #expect(throws: PickleError.self) { try PickleMachine.load(pickle[..<count], limit: 1000) }
        }
    }

    @Test func `containers a million deep, or in themselves, cost no stack`() throws {
        let tuples = [0x80, 2, 0x29] + [UInt8](repeating: 0x85, count: 999_000) + [0x2E]
        guard case .tuple = try PickleMachine.load(tuples[...], limit: 1_000_000).value else {
            Issue.record("no tuple")
            return
        }
        // l = []; l.append(l)
        let circular: [UInt8] = [0x80, 2, 0x5D, 0x71, 0, 0x68, 0, 0x61, 0x2E]
        let object = try PickleMachine.load(circular[...], limit: 100)
        #expect(object.value == .list(0) && object.heap == [[.list(0)]])
    }

    @Test func `a pickle longer than the limit is refused`() {
        let bytes = [UInt8](repeating: 0x29, count: 100)
        #expect(throws: PickleError.tooLong(limit: 50)) { try PickleMachine.load(bytes[...], limit: 50) }
    }

    @Test func `what is written is read`() throws {
        var pickle = TorchPickle()
        pickle.append("conv.weight", storage: "FloatStorage", key: 0, shape: [4, 3, 2])
        pickle.append("steps", storage: "LongStorage", key: 1, shape: [])
        let object = try PickleMachine.load(pickle.finished()[...], limit: 1000)
        let entries = try #require(object.entries(of: object.value))
        #expect(
            entries == [
                "conv.weight": .tensor(
                    PickledTensor(
                        storage: PickledStorage(type: .float32, key: "0", count: 24), offset: 0,
                        shape: [4, 3, 2], strides: [6, 2, 1])),
                "steps": .tensor(
                    PickledTensor(
                        storage: PickledStorage(type: .int64, key: "1", count: 1), offset: 0, shape: [],
                        strides: [])),
            ])
    }
}
