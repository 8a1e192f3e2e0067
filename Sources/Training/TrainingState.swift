import DigitModel
import FoundationEssentials
import Neural

/// Everything that a run needs to go on where it stopped, as a safetensors file of its own beside the checkpoints.
struct TrainingState: Sendable {
    var options: TrainingOptions
    var dataDigest: String

    /// Steps taken since the start of the run; epoch and place in it follow.
    var step: Int
    var parameters: [Float]
    var average: [Float]
    var firstMoments: [Float]
    var secondMoments: [Float]

    /// The best epoch by validation so far.
    var best: BestEpoch?

    struct BestEpoch: Sendable, Equatable, Codable {
        var epoch: Int
        var accuracy: Double
        var loss: Double

        /// Better is more images right; among equals, the smaller loss.
        func isBetter(than other: BestEpoch?) -> Bool {
            guard let other else { return true }
            return (accuracy, -loss) > (other.accuracy, -other.loss)
        }
    }

    /// Writes the file whole or not at all.
    func write(to path: String) throws(TrainingError) {
        func vector(_ values: [Float]) -> SafeTensors.Tensor { .init(shape: [values.count], values: values) }
        do {
            var metadata = [
                "options": try Self.json(options), "data_digest": dataDigest, "step": String(step),
            ]
            if let best { metadata["best"] = try Self.json(best) }
            let file = SafeTensors(
                tensors: [
                    ("parameters", vector(parameters)), ("average", vector(average)),
                    ("adamw.first", vector(firstMoments)), ("adamw.second", vector(secondMoments)),
                ],
                metadata: metadata)
            try file.encoded().write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unwritable(path: path, reason: FileFailure(error).description)
        }
    }

    init(
        options: TrainingOptions, dataDigest: String, step: Int, parameters: [Float], average: [Float],
        firstMoments: [Float], secondMoments: [Float], best: BestEpoch?
    ) {
        self.options = options
        self.dataDigest = dataDigest
        self.step = step
        self.parameters = parameters
        self.average = average
        self.firstMoments = firstMoments
        self.secondMoments = secondMoments
        self.best = best
    }

    /// Reads and checks a file that `write` made for images of this size.
    init(path: String, input: Shape = Architecture.input) throws(TrainingError) {
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw .nothingToResume(path: path, reason: FileFailure(error).description)
        }
        do {
            let file = try SafeTensors(decoding: bytes)
            func text(_ key: String) throws -> String {
                guard let value = file.metadata[key] else {
                    throw TrainingError.badState(path: path, lacks: key)
                }
                return value
            }
            func vector(_ name: String, _ count: Int) throws -> [Float] {
                guard let values = file[name]?.values, values.count == count else {
                    throw TrainingError.badState(path: path, lacks: "\(count) values of \(name)")
                }
                return values
            }
            let options = try JSONDecoder().decode(TrainingOptions.self, from: Data(text("options").utf8))
            guard let layout = Architecture.named(options.architecture)?.taking(input)?.layout,
                let step = Int(try text("step")), step >= 0
            else { throw TrainingError.badState(path: path, lacks: "a known architecture and a step") }
            self.init(
                options: options, dataDigest: try text("data_digest"), step: step,
                parameters: try vector("parameters", layout.totalCount),
                average: try vector("average", layout.totalCount),
                firstMoments: try vector("adamw.first", layout.trainedCount),
                secondMoments: try vector("adamw.second", layout.trainedCount),
                best: try file.metadata["best"].map {
                    try JSONDecoder().decode(BestEpoch.self, from: Data($0.utf8))
                })
        } catch let error as TrainingError {
            throw error
        } catch {
            throw .badState(path: path, lacks: "the form of a training state (\(error))")
        }
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
