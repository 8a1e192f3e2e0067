import Foundation
import Neural
import Testing

@testable import DigitModel

struct CheckpointTests {
    private static let checkpoint = Checkpoint.random(seed: 1)

    @Test(arguments: BrokenCheckpoint.tensors + BrokenCheckpoint.metadata)
    func `a wrong checkpoint is refused for what is wrong with it`(_ test: BrokenCheckpoint) throws {
        var file = Self.checkpoint.file
        test.spoil(&file)
        let bytes = [UInt8](try file.encoded())
        #expect(throws: test.error) { try Checkpoint(decoding: bytes) }
    }

    @Test(arguments: BrokenCheckpoint.int8 + BrokenCheckpoint.metadata)
    func `a wrong int8 checkpoint is refused for what is wrong with it`(_ test: BrokenCheckpoint) throws {
        var file = Self.checkpoint.quantized(.int8).file
        test.spoil(&file)
        let bytes = [UInt8](try file.encoded())
        #expect(throws: test.error) { try Checkpoint(decoding: bytes) }
    }

    @Test(arguments: ["conv1.weight", "bn3.running_var", "bn5.bias", "fc.bias"])
    func `altered weights do not give the golden logits`(_ name: String) throws {
        var file = Self.checkpoint.file
        let index = try #require(file.tensors.firstIndex { $0.name == name })
        for i in file.tensors[index].tensor.values.indices { file.tensors[index].tensor.values[i] += 0.5 }
        let bytes = [UInt8](try file.encoded())
        let error = try #require(throws: CheckpointError.self) { try Checkpoint(decoding: bytes) }
        guard case .goldenMismatch(let difference) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(difference > 1e-2)
    }

    @Test(arguments: 0..<10)
    func `a logit that is not finite is a golden mismatch, wherever it stands`(_ digit: Int) throws {
        var file = Self.checkpoint.file
        let weight = try #require(file.tensors.firstIndex { $0.name == "fc.weight" })
        let shift = try #require(file.tensors.firstIndex { $0.name == "bn5.bias" })
        // Finite weights, but the products overflow.
        for i in 0..<48 {
            file.tensors[shift].tensor.values[i] = 100
            file.tensors[weight].tensor.values[digit * 48 + i] =
                (i % 2 == 0 ? 1 : -1) * .greatestFiniteMagnitude
        }
        let logits = try goldenLogits(of: file)
        #expect(logits.indices.filter { !logits[$0].isFinite } == [digit])
        // The other nine are as recorded.
        let recorded = logits.map { $0.isFinite ? $0 : 0 }
        file.metadata["golden_logits"] = recorded.map { "\($0)" }.joined(separator: ",")
        let bytes = [UInt8](try file.encoded())
        let error = try #require(throws: CheckpointError.self) { try Checkpoint(decoding: bytes) }
        guard case .goldenMismatch = error else {
            Issue.record("\(error)")
            return
        }
    }

    /// The golden input's logits under a file's weights, unchecked.
    private func goldenLogits(of file: SafeTensors) throws -> [Float] {
        let layout = Architecture.inklingTiny.layout
        var block = [Float](repeating: 0, count: layout.totalCount)
        for entry in layout.entries {
            layout.setFileValues(try #require(file[entry.name]).values, of: entry, in: &block)
        }
        return Checkpoint(
            architecture: .inklingTiny, parameters: block, metadata: Self.checkpoint.metadata
        ).goldenLogits
    }

    @Test(arguments: Architecture.all)
    func `every architecture's checkpoint is read as it was written`(_ architecture: Architecture) throws {
        let folder = try TemporaryFolder()
        let checkpoint = Checkpoint.random(seed: 2, architecture)
        try checkpoint.write(to: folder.file("a.safetensors"))
        let read = try Checkpoint(path: folder.file("a.safetensors"))
        // Judged before `#expect` sees them: it would take minutes to list what differs.
        let isSame = read.parameters.elementsEqual(checkpoint.parameters) { $0.bitPattern == $1.bitPattern }
        #expect(isSame)
        #expect(read.architecture == checkpoint.architecture && read.metadata == checkpoint.metadata)
        #expect(try folder.names() == ["a.safetensors"], "nothing else is left behind")
    }

    @Test func `writing replaces the file in one move: whoever reads the old one reads it to the end`() throws
    {
        let folder = try TemporaryFolder()
        let path = folder.file("a.safetensors")
        let new = Checkpoint.random(seed: 3)
        try Self.checkpoint.write(to: path)
        let reader = try #require(FileHandle(forReadingAtPath: path))
        defer { reader.closeFile() }
        let half = reader.readData(ofLength: 100_000)
        try new.write(to: path)
        let old = try Checkpoint(decoding: [UInt8](half + reader.readDataToEndOfFile()))
        let isOld = old == Self.checkpoint
        let isNew = try Checkpoint(path: path) == new
        #expect(isOld && isNew)
    }

    @Test func `what cannot be written is said, and nothing is touched`() throws {
        let folder = try TemporaryFolder()
        let occupied = folder.file("occupied")
        try FileManager.default.createDirectory(atPath: occupied, withIntermediateDirectories: false)
        try Data([1, 2, 3]).write(to: URL(filePath: occupied + "/kept"))
        #expect(throws: CheckpointError.self) { try Self.checkpoint.write(to: occupied) }
        #expect(try Data(contentsOf: URL(filePath: occupied + "/kept")) == Data([1, 2, 3]))
        let missing = folder.file("no/such/folder.safetensors")
        #expect(throws: CheckpointError.unwritable(path: missing, reason: "there is no such file")) {
            try Self.checkpoint.write(to: missing)
        }
        #expect(try folder.names() == ["occupied"])
    }

    @Test func `a file's errors name the file`() throws {
        let folder = try TemporaryFolder()
        let missing = folder.file("none.safetensors")
        #expect(throws: CheckpointError.unreadable(path: missing, reason: "there is no such file")) {
            try Checkpoint(path: missing)
        }
        let cut = folder.file("cut.safetensors")
        try Data([1, 2, 3]).write(to: URL(filePath: cut))
        let reason = SafeTensorsError.truncated(expected: 8, actual: 3).description
        #expect(throws: CheckpointError.refused(path: cut, reason: reason)) { try Checkpoint(path: cut) }
        #expect(throws: CheckpointError.notSafeTensors(.truncated(expected: 8, actual: 3))) {
            try Checkpoint(decoding: [1, 2, 3])
        }
    }

    @Test(
        arguments: [
            ("a.pt", Array("PK\u{3}\u{4}".utf8), .importable),
            ("weights", Array("PK\u{3}\u{4}".utf8), .importable),
            ("old.pth", [0x80, 0x02, 0x8A], .importable), ("a.NPZ", [], .importable),
            ("a.onnx", [8, 8, 18], .onnx), ("a.b/weights", [8, 8, 18], nil), ("a.safetensors", [1, 2], nil),
        ] as [(String, [UInt8], ForeignFormat?)])
    func `weights of another format are told how to become a checkpoint`(
        _ name: String, _ bytes: [UInt8], _ format: ForeignFormat?
    ) throws {
        let folder = try TemporaryFolder()
        let path = folder.file(name)
        try FileManager.default.createDirectory(atPath: folder.file("a.b"), withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: path))
        let error = try #require(throws: CheckpointError.self) { try Checkpoint(path: path) }
        if let format {
            #expect(error == .foreign(path: path, format))
            #expect(error.description.contains("inkling-train import"))
        } else {
            let reason = SafeTensorsError.truncated(expected: 8, actual: bytes.count).description
            #expect(error == .refused(path: path, reason: reason))
        }
    }

    /// A safetensors file is one whatever it is called.
    @Test func `a damaged checkpoint is no foreign one`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.safetensors")
        try Self.checkpoint.write(to: path)
        let bytes = try Data(contentsOf: URL(filePath: path))
        try bytes.dropLast().write(to: URL(filePath: path))
        let error = try #require(throws: CheckpointError.self) { try Checkpoint(path: path) }
        guard case .refused(path, _) = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func `what is no file, or too large a one, is not read`() throws {
        let reason = "it is a device, pipe or socket, not a file"
        #expect(throws: CheckpointError.unreadable(path: "/dev/zero", reason: reason)) {
            try Checkpoint(path: "/dev/zero")
        }
        // A file of zeros that takes no room.
        let folder = try TemporaryFolder()
        let path = folder.file("large")
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: (1 << 30) + 1)
        try handle.close()
        let words = "it has \((1 << 30) + 1) bytes, at most \(1 << 30) are read"
        #expect(throws: CheckpointError.unreadable(path: path, reason: words)) { try Checkpoint(path: path) }
    }

    @Test func `only a failure to write is not the input's fault`() {
        #expect(!CheckpointError.unwritable(path: "a", reason: "the disk is full").isBadInput)
        #expect(CheckpointError.unreadable(path: "a", reason: "there is no such file").isBadInput)
        #expect(CheckpointError.missingTensor("a").isBadInput)
    }

    @Test func `the fingerprint changes with any weight`() {
        let checkpoint = Self.checkpoint
        #expect(checkpoint.fingerprint.count == 16)
        #expect(checkpoint.fingerprint == Checkpoint.random(seed: 1).fingerprint)
        for index in [0, 1234, checkpoint.parameters.count - 1] {
            var parameters = checkpoint.parameters
            parameters[index] = parameters[index].nextUp
            let other = Checkpoint(
                architecture: .inklingTiny, parameters: parameters, metadata: checkpoint.metadata)
            #expect(other.fingerprint != checkpoint.fingerprint)
        }
    }
}
