import DigitModel
import Testing

@testable import Interchange

struct WeightImportTests {
    private typealias Tensors = [String: (shape: [Int], values: [Float])]

    private static let checkpoint = Checkpoint.random(.cnnSmall)

    private static func read(_ tensors: Tensors, renames: [(old: String, new: String)] = []) throws
        -> Checkpoint
    {
        var weights = WeightImport(.cnnSmall)
        weights.renames = renames
        return try weights.checkpoint(decoding: npz(tensors))
    }

    /// Networks whose files are read in no time without an optimiser's help; PyTorch's tests take all of them.
    private static let small = Architecture.all.filter { $0.parameterCount < 250_000 }.map(\.name)

    @Test(arguments: small, [ExportFormat.pt, .npz])
    func `what is exported is imported as the same bits`(_ name: String, _ format: ExportFormat) throws {
        let architecture = try #require(Architecture.named(name))
        let checkpoint = Checkpoint.random(architecture)
        let file = CheckpointExport(checkpoint, format: format).encoded()
        let read = try WeightImport(architecture).checkpoint(decoding: file)
        // Judged before `#expect` sees them: it would take minutes to list what differs.
        let isSame = read.parameters.elementsEqual(checkpoint.parameters) { $0.bitPattern == $1.bitPattern }
        #expect(isSame)
        #expect(read.metadata.goldenLogits == checkpoint.goldenLogits)
    }

    @Test func `a checkpoint is neutral until it is calibrated`() throws {
        let checkpoint = try Self.read(Self.checkpoint.tensors)
        #expect(checkpoint.metadata.temperature == 1)
        #expect(checkpoint.metadata.inputMean == 0.25 && checkpoint.metadata.inputDeviation == 0.5)
        let blank = [Float](repeating: -10, count: 10)
        #expect(checkpoint.metadata.rejection.digitLikelihood(of: blank) == 1)
    }

    @Test(arguments: ["module.", "_orig_mod.", "_orig_mod.module.", "module.module."])
    func `a wrapper's prefix is taken off`(_ prefix: String) throws {
        let wrapped = Self.checkpoint.tensors.reduce(into: Tensors()) { $0[prefix + $1.key] = $1.value }
        let isSame = try Self.read(wrapped).parameters == Self.checkpoint.parameters
        #expect(isSame)
    }

    @Test func `layers and tensors are renamed`() throws {
        let names = [
            ("features.0", "conv1"), ("features.3", "conv2"), ("a", "fc1.weight"), ("b", "fc1.bias"),
        ]
        let others = Self.checkpoint.tensors.reduce(into: Tensors()) { others, tensor in
            let name = names.first { tensor.key.hasPrefix($0.1) }
            others[name.map { $0.0 + tensor.key.dropFirst($0.1.count) } ?? tensor.key] = tensor.value
        }
        let isSame =
            try Self.read(others, renames: names.map { (old: $0.0, new: $0.1) }).parameters
            == Self.checkpoint.parameters
        #expect(isSame)
        #expect(throws: ImportError.ambiguousRename("fc1=fc2")) {
            try Self.read(Self.checkpoint.tensors, renames: [("fc1", "fc2")])
        }
        // A part of a name is no layer.
        for old in ["fc", "fc1.weigh", "c1", ""] {
            let error = ImportError.idleRename(
                "\(old)=fc3", tensors: Self.checkpoint.tensors.keys.sorted())
            #expect(throws: error) {
                try Self.read(Self.checkpoint.tensors, renames: [("fc1", "fc1"), (old, "fc3")])
            }
        }
    }

    @Test func `everything that does not fit is said at once`() throws {
        var tensors = Self.checkpoint.tensors
        tensors["conv1.bias"] = nil
        tensors["fc2.weight"] = nil
        tensors["extra"] = ([1], [0])
        tensors["bn1.num_batches_tracked"] = ([], [0])
        tensors["fc1.weight"] = ([320, 50], [Float](repeating: 0, count: 16000))
        tensors["fc1.bias"] = ([1, 50], [Float](repeating: 0, count: 50))
        let error = try #require(throws: ImportError.self) { try Self.read(tensors) }
        #expect(
            error
                == .mismatch(
                    architecture: "cnn-small", missing: ["conv1.bias", "fc2.weight"], unexpected: ["extra"],
                    misshapen: [
                        .init(tensor: "fc1.weight", expected: [50, 320], actual: [320, 50]),
                        .init(tensor: "fc1.bias", expected: [50], actual: [1, 50]),
                    ]))
        #expect(
            error.description == """
                its tensors are not those of cnn-small: it lacks conv1.bias, fc2.weight; it has extra, which the \
                network has not; fc1.weight has the shape [320, 50], not [50, 320]; fc1.bias has the shape [1, 50], \
                not [50]
                """)
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity])
    func `a weight that is no number is refused`(_ value: Float) {
        var tensors = Self.checkpoint.tensors
        tensors["fc1.bias"]?.values[7] = value
        #expect(throws: ImportError.notFinite(tensor: "fc1.bias", index: 7)) { try Self.read(tensors) }
    }

    @Test func `weights whose answers overflow are refused`() {
        let tensors = Self.checkpoint.tensors.mapValues {
            (shape: $0.shape, values: $0.values.map { _ in Float(1e30) })
        }
        #expect(throws: ImportError.overflow) { try Self.read(tensors) }
    }

    @Test func `integers where weights belong are refused`() {
        var archive = ZipWriter()
        for (name, tensor) in Self.checkpoint.tensors {
            var array = NumPyArray.encoded(shape: tensor.shape, values: tensor.values)
            if name == "fc2.bias", let place = array.firstIndex(of: UInt8(ascii: "f")) {
                // 'descr': '<f4' becomes '<i4'; the 'f' of "fortran" comes later.
                array[place] = UInt8(ascii: "i")
            }
            archive.append("\(name).npy", array)
        }
        let file = archive.finished()
        #expect(throws: ImportError.notFloatingPoint(tensor: "fc2.bias")) {
            try WeightImport(.cnnSmall).checkpoint(decoding: file)
        }
    }

    @Test func `a file's errors name the file`() {
        #expect(throws: ImportError.unreadable(path: "/no/such.pt", reason: "there is no such file")) {
            try WeightImport(.cnnSmall).checkpoint(path: "/no/such.pt")
        }
    }
}
