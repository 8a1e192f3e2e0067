import Neural

/// What a checkpoint tells beside its tensors: what serving needs, as fields, and what a reader asks, as notes.
public struct CheckpointMetadata: Sendable, Equatable {
    /// The version of this scheme of keys.
    public static let formatVersion = "1"

    /// What the classes are, in the order of the logits: names without a comma, the digits as a rule.
    public var classLabels: [String]

    /// Pixels, 0 to 1, go into the network as (pixel - mean) / deviation.
    public var inputMean: Float
    public var inputDeviation: Float

    /// Softens the logits so that confidence is honest (Guo and others 2017).
    public var temperature: Float

    /// Where and how steeply energy tells digits from other things.
    public var rejection: EnergyRejection

    /// The logits of `GoldenInput`, by which a server proves that it computes what the trainer did.
    public var goldenLogits: [Float]

    /// What a reader asks: seed, command, data digest, accuracy, date and so on; kept as it is.
    public var notes: [String: String]

    public init(
        inputMean: Float, inputDeviation: Float, temperature: Float, rejection: EnergyRejection,
        goldenLogits: [Float], notes: [String: String], classLabels: [String] = digits
    ) {
        self.classLabels = classLabels
        self.inputMean = inputMean
        self.inputDeviation = inputDeviation
        self.temperature = temperature
        self.rejection = rejection
        self.goldenLogits = goldenLogits
        self.notes = notes
    }

    /// The class labels of a network that reads digits.
    public static let digits = (0..<Architecture.classes).map(String.init)

    /// Keys of `__metadata__` that are fields here.
    enum Key: String, CaseIterable {
        case formatVersion = "format_version"
        case architecture
        case input, quantization
        case classLabels = "class_labels"
        case inputMean = "input_mean"
        case inputDeviation = "input_std"
        case temperature
        case rejectThreshold = "reject_threshold"
        case rejectScale = "reject_scale"
        case goldenLogits = "golden_logits"
    }

    /// Reads `__metadata__`, all but the architecture and the quantisation, which the checkpoint resolves.
    init(decoding values: [String: String]) throws(CheckpointError) {
        func text(_ key: Key) throws(CheckpointError) -> String {
            guard let value = values[key.rawValue] else { throw .missingMetadata(key: key.rawValue) }
            return value
        }
        func number(_ key: Key, isValid: (Float) -> Bool) throws(CheckpointError) -> Float {
            let value = try text(key)
            guard let number = Float(value), number.isFinite, isValid(number) else {
                throw .badMetadata(key: key.rawValue, value: value)
            }
            return number
        }
        let version = try text(.formatVersion)
        guard version == Self.formatVersion else { throw .unknownFormat(version: version) }
        let names = try text(.classLabels)
        let labels = names.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        // A digit must stand in its place: an answer is named by the place alone.
        guard Set(labels).count == Architecture.classes, labels.count == Architecture.classes,
            labels.indices.allSatisfy({ labels[$0] != "" && (Int(labels[$0]) ?? $0) == $0 })
        else {
            throw .badMetadata(key: Key.classLabels.rawValue, value: names)
        }
        let golden = try text(.goldenLogits)
        let numbers = golden.split(separator: ",", omittingEmptySubsequences: false).map { Float($0) }
        let logits = numbers.compactMap { $0 }.filter(\.isFinite)
        guard logits.count == Architecture.classes, logits.count == numbers.count else {
            throw .badMetadata(key: Key.goldenLogits.rawValue, value: golden)
        }
        let fields = Set(Key.allCases.map(\.rawValue))
        self.init(
            inputMean: try number(.inputMean) { _ in true },
            inputDeviation: try number(.inputDeviation) { $0 > 0 },
            temperature: try number(.temperature) { (0.01...100).contains($0) },
            rejection: EnergyRejection(
                threshold: try number(.rejectThreshold) { _ in true },
                scale: try number(.rejectScale) { $0 >= 1e-6 }),
            goldenLogits: logits,
            notes: values.filter { !fields.contains($0.key) }, classLabels: labels)
    }

    /// The `__metadata__` of a file.
    public func encoded(
        architecture: Architecture, quantization: Quantization? = nil
    ) -> [String: String] {
        var fields: [Key: String] = [
            .formatVersion: Self.formatVersion,
            .architecture: architecture.name,
            .classLabels: classLabels.joined(separator: ","),
            .inputMean: "\(inputMean)",
            .inputDeviation: "\(inputDeviation)",
            .temperature: "\(temperature)",
            .rejectThreshold: "\(rejection.threshold)",
            .rejectScale: "\(rejection.scale)",
            .goldenLogits: goldenLogits.map { "\($0)" }.joined(separator: ","),
        ]
        fields[.quantization] = quantization?.format.rawValue
        fields[.input] = architecture.input == Architecture.input ? nil : architecture.input.size
        return fields.reduce(into: notes) { $0[$1.key.rawValue] = $1.value }
    }

    /// The architecture for the size of image that a file's metadata names, `40x36` rows and columns; 28x28 where it
    /// names none.
    static func sized(
        _ architecture: Architecture, by values: [String: String]
    ) throws(CheckpointError) -> Architecture {
        guard let value = values[Key.input.rawValue] else { return architecture }
        let sides = value.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard sides.count == 2, sides.allSatisfy((1...1024).contains),
            let sized = architecture.taking(Shape(height: sides[0], width: sides[1], channels: 1))
        else { throw .badMetadata(key: Key.input.rawValue, value: value) }
        return sized
    }
}
