import DigitModel
import Testing

@testable import Interchange

struct WeightFileTests {
    @Test(arguments: [
        ([], ImportError.unknownFormat), (Array("GIF89a".utf8), .unknownFormat),
        (
            [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E],
            .legacyPyTorch
        ),
        (Array("PK\u{3}\u{4}".utf8), .badZip(.noDirectory)),
        (ZipSpecimen(content: [1]).bytes, .unknownFormat),
        ([255, 255, 255, 255, 255, 255, 255, 255, 0x7B], .notSafeTensors(.headerTooLong(.max))),
        ([9, 0, 0, 0, 0, 0, 0, 0, 0x7B], .notSafeTensors(.headerTooLong(9))),
    ])
    func `a file of no known format is refused`(_ bytes: [UInt8], _ error: ImportError) {
        #expect(throws: error) { try WeightFile(bytes) }
    }

    @Test func `a file over the limit is refused`() {
        var limits = ImportLimits()
        limits.bytes = 99
        #expect(throws: ImportError.tooLarge(bytes: 100, limit: 99)) {
            try WeightFile([UInt8](repeating: 0, count: 100), limits: limits)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `what is no file is refused unread`() {
        // Neither has a size, and the first has no end.
        for path in ["/dev/zero", "/dev/null"] {
            let reason = "it is a device, pipe or socket, not a file"
            #expect(throws: ImportError.unreadable(path: path, reason: reason)) {
                try WeightFile(path: path)
            }
        }
    }

    // MARK: safetensors

    private static func safeTensors(_ header: String, content: [UInt8]) -> [UInt8] {
        var file: [UInt8] = []
        file.append(littleEndian: UInt64(header.utf8.count))
        return file + Array(header.utf8) + content
    }

    @Test func `a safetensors file of any types is read`() throws {
        let header = """
            {"__metadata__":{"format":"pt"},"w":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]},\
            "n":{"dtype":"I64","shape":[],"data_offsets":[4,12]}}
            """
        let file = try WeightFile(
            Self.safeTensors(header, content: [0x80, 0x3F, 0x80, 0xBF, 1, 0, 0, 0, 0, 0, 0, 0]))
        #expect(file.tensors["w"]?.floats() == [1, -1])
        #expect(file.tensors["n"]?.type == .int64 && file.tensors["n"]?.shape == [])
        #expect(file.tensors.count == 2)
    }

    @Test(arguments: [
        ("F8_E4M3", "[4]", "[0,4]", ImportError.unknownElementType(tensor: "w", type: "F8_E4M3")),
        ("F32", "[1]", "[0,8]", .notSafeTensors(.badOffsets(tensor: "w", offsets: [0, 8]))),
        ("F32", "[1]", "[4,0]", .notSafeTensors(.badOffsets(tensor: "w", offsets: [4, 0]))),
        ("F32", "[1]", "[-4,0]", .notSafeTensors(.badOffsets(tensor: "w", offsets: [-4, 0]))),
        ("F32", "[1]", "[0]", .notSafeTensors(.badOffsets(tensor: "w", offsets: [0]))),
        ("F32", "[2]", "[0,4]", .notSafeTensors(.sizeMismatch(tensor: "w", shape: [2], bytes: 4))),
        ("F32", "[-1]", "[0,4]", .notSafeTensors(.sizeMismatch(tensor: "w", shape: [-1], bytes: 4))),
        (
            "F32", "[4611686018427387904]", "[0,0]",
            .notSafeTensors(.sizeMismatch(tensor: "w", shape: [1 << 62], bytes: 0))
        ),
    ])
    func `a hostile safetensors file is refused`(
        _ type: String, _ shape: String, _ offsets: String, _ error: ImportError
    ) {
        let header = "{\"w\":{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}}"
        #expect(throws: error) { try WeightFile(Self.safeTensors(header, content: [0, 0, 0, 0])) }
    }

    @Test(arguments: ["{", "{}}", "{\"w\":1}", "{\"w\":{\"dtype\":\"F32\"}}"])
    func `a header that is not that of a safetensors file is refused`(_ header: String) throws {
        let error = try #require(throws: ImportError.self) {
            try WeightFile(Self.safeTensors(header, content: []))
        }
        guard case .notSafeTensors(.badHeader) = error else {
            Issue.record("\(error)")
            return
        }
    }

    /// Tensor names whose order in a dictionary nobody knows.
    private static let alphabet = (0..<26).map { String(UnicodeScalar(UInt8(ascii: "a") + $0)) }

    @Test func `of many bad tensors the first by name is told, in either format`() {
        let members = Self.alphabet.map { "\"\($0)\":{\"dtype\":\"X\",\"shape\":[],\"data_offsets\":[0,0]}" }
        let header = "{\(members.joined(separator: ","))}"
        #expect(throws: ImportError.unknownElementType(tensor: "a", type: "X")) {
            try WeightFile(Self.safeTensors(header, content: []))
        }
        var pickle = TorchPickle()
        for name in Self.alphabet { pickle.append(name, storage: "FloatStorage", key: 0, shape: [2]) }
        #expect(throws: ImportError.badTensor("a")) {
            try WeightFile(torchFile(pickle.finished(), records: ["data/0": [1, 2, 3]]))
        }
    }

    // MARK: PyTorch

    /// `data.pkl` of a dictionary of one tensor.
    private static func pickle(storage: String = "FloatStorage", shape: [Int] = [2]) -> [UInt8] {
        var pickle = TorchPickle()
        pickle.append("w", storage: storage, key: 0, shape: shape)
        return pickle.finished()
    }

    @Test(
        arguments: [
            ([:], ImportError.badZip(.missing(entry: "archive/data/0"))),
            (["data/0": [1, 2, 3, 4, 5, 6, 7]], .badTensor("w")),
            (["data/0": [0, 0, 0, 0, 0, 0, 0, 0], "byteorder": Array("big".utf8)], .bigEndian),
        ] as [([String: [UInt8]], ImportError)])
    func `a PyTorch file without its bytes is refused`(_ records: [String: [UInt8]], _ error: ImportError) {
        #expect(throws: error) { try WeightFile(torchFile(Self.pickle(), records: records)) }
    }

    @Test func `a storage may be longer than its record says, not shorter`() throws {
        let file = torchFile(Self.pickle(), records: ["data/0": [UInt8](repeating: 0, count: 64)])
        #expect(try WeightFile(file).tensors["w"]?.floats() == [0, 0])
    }

    @Test(
        arguments: [
            // 1; {}; {"a": 1, "b": 2}; {"state_dict": {"epoch": 1}}
            ([0x4B, 1, 0x2E], ImportError.noStateDict(keys: [])), ([0x7D, 0x2E], .noStateDict(keys: [])),
            (
                [0x7D, 0x8C, 1, 0x62, 0x4B, 2, 0x73, 0x8C, 1, 0x61, 0x4B, 1, 0x73, 0x2E],
                .noStateDict(keys: ["a", "b"])
            ),
        ] as [([UInt8], ImportError)])
    func `a PyTorch file without tensors is refused`(_ pickle: [UInt8], _ error: ImportError) {
        #expect(throws: error) { try WeightFile(torchFile(pickle)) }
    }

    @Test func `what is no tensor among tensors is refused`() {
        // The pickle of one tensor, then another item before the end.
        let pickle = Self.pickle().dropLast() + [0x8C, 3] + Array("lie".utf8) + [0x4B, 1, 0x73, 0x2E]
        let file = torchFile(Array(pickle), records: ["data/0": [UInt8](repeating: 0, count: 8)])
        #expect(throws: ImportError.notTensors(keys: ["lie"])) { try WeightFile(file) }
    }

    @Test func `a pickle that imports anything else is refused by its name`() {
        let file = torchFile(Array("cposix\nsystem\n.".utf8))
        #expect(throws: ImportError.badPickle(.forbiddenGlobal("posix.system"))) { try WeightFile(file) }
    }
}
