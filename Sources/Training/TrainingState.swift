import Compression
import DigitModel
import Files
import FoundationEssentials
import Neural

/// Everything that a run needs to go on where it stopped, as a safetensors file of its own beside the checkpoints.
struct TrainingState: Sendable {
    var recipe: Recipe
    var dataDigest: String
    /// The teachers by name and fingerprint; none where the labels alone are learnt from.
    var teachers: [String] = []

    /// Steps taken since the start of the run; epoch and place in it follow.
    var step: Int

    /// What the steps of the epoch that is going on have seen.
    var seen: TrainingStep.Result

    /// How long they took, in all processes that had a part in that epoch.
    var seconds = 0.0

    /// The best epoch by validation so far.
    var best: BestEpoch?

    /// The learner's memory, by name.
    var memory: [(name: String, values: [Float])]

    struct BestEpoch: Sendable, Equatable, Codable {
        var epoch: Int
        var accuracy: Double
        var loss: Double

        /// Better is more images right; among equals, the smaller loss (the log's: by the fitted temperature).
        func isBetter(than other: BestEpoch?) -> Bool {
            guard let other else { return true }
            return (accuracy, -loss) > (other.accuracy, -other.loss)
        }
    }
}

extension TrainingState {
    /// Writes the file whole or not at all.
    func write(to path: String) throws(TrainingError) {
        do {
            var metadata = [
                "recipe": try recipe.json(pretty: false), "data_digest": dataDigest, "step": String(step),
                "seen": try Self.json(seen),
            ]
            if seconds > 0 { metadata["seconds"] = try Self.json(seconds) }
            if let best { metadata["best"] = try Self.json(best) }
            if !teachers.isEmpty { metadata["teachers"] = try Self.json(teachers) }
            let file = SafeTensors(
                tensors: memory.map { ($0.name, .init(shape: [$0.values.count], values: $0.values)) },
                metadata: metadata)
            try Self.sealed(file).encoded().write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unwritable(path: path, reason: FileFailure(error).description)
        }
    }

    /// Reads a file that `write` made.
    init(path: String) throws(TrainingError) {
        let bytes: [UInt8]
        do throws(UnreadableFile) {
            bytes = try FileChunks.contents(of: path, limit: Self.byteLimit)
        } catch {
            throw .nothingToResume(path: path, reason: error.reason)
        }
        do {
            let file = try SafeTensors(decoding: bytes)
            guard try Self.isWhole(file) else { throw TrainingError.damagedState(path: path) }
            func text(_ key: String) throws -> String {
                guard let value = file.metadata[key] else {
                    throw TrainingError.badState(path: path, lacks: key)
                }
                return value
            }
            guard let step = Int(try text("step")), step >= 0 else {
                throw TrainingError.badState(path: path, lacks: "a step")
            }
            self.init(
                recipe: try Recipe(json: try text("recipe")), dataDigest: try text("data_digest"),
                teachers: try file.metadata["teachers"].map(Self.value) ?? [], step: step,
                seen: try Self.value(try text("seen")),
                seconds: try file.metadata["seconds"].map(Self.value) ?? 0,
                best: try file.metadata["best"].map(Self.value),
                memory: file.tensors.map { ($0.name, $0.tensor.values) })
        } catch let error as TrainingError {
            throw error
        } catch {
            throw .badState(path: path, lacks: "the form of a training state (\(error))")
        }
    }

    /// Bytes that a state may have: many times those of the largest network here.
    private static let byteLimit = 1 << 32

    private static let checksum = "checksum"

    /// The file with a checksum, by which it is known whole: CRC-32 of itself without one. A disk's mistake, or an
    /// editor's, would go on as numbers that look like any others.
    static func sealed(_ file: SafeTensors) throws -> SafeTensors {
        var file = file
        file.metadata[checksum] = nil
        file.metadata[checksum] = String(Zlib.crc32([UInt8](try file.encoded())[...]), radix: 16)
        return file
    }

    private static func isWhole(_ file: SafeTensors) throws -> Bool {
        try sealed(file).metadata[checksum] == file.metadata[checksum]
    }

    /// Puts a learner where this state was taken; `path` is for the error.
    func restore(_ learner: Learner, path: String) throws(TrainingError) {
        for (name, buffer) in learner.memory.map({ ($0.name, $0.buffer) }) {
            guard let values = memory.first(where: { $0.name == name })?.values, values.count == buffer.count
            else { throw .badState(path: path, lacks: "\(buffer.count) values of \(name)") }
            buffer.copy(from: values)
        }
        learner.resume(at: step)
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static func value<Value: Decodable>(_ json: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }
}
