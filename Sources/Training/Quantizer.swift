public import DigitModel
public import MNISTData
public import Neural

/// Makes a checkpoint of fewer bytes that answers as nearly the same as can be.
public struct Quantizer: Sendable {
    private let team: Team

    public init(team: Team) {
        self.team = team
    }

    /// Pictures that the means of an int8 network are calibrated on.
    public static let calibrationCount = 256

    /// The pictures to calibrate on: of the training part, as many as there are up to `calibrationCount`, every digit in
    /// proportion, always the same ones.
    public static func calibrationImages(of part: LabelledImages) -> LabelledImages {
        var generator = SplitMix64(seed: 1)
        let split = StratifiedSplit(
            labels: part.labels, validationCount: min(calibrationCount, part.count), using: &generator)
        return part.subset(split.validation)
    }

    /// The checkpoint in another format: the nearest number to every weight.
    ///
    /// The weights of an int8 output reach to its largest; its means are calibrated on `images`, which need no labels.
    /// Temperature and rejection stay as they are, because the logits do: fitting them anew wants pictures that were not
    /// trained on, and which these are a checkpoint does not say.
    ///
    /// - Throws: `QuantizationError` where the checkpoint cannot be quantised.
    public func quantized(
        _ checkpoint: Checkpoint, as format: WeightFormat, calibratingOn images: LabelledImages
    ) throws(QuantizationError) -> Checkpoint {
        if let quantization = checkpoint.quantization {
            throw .alreadyQuantized(as: quantization.format)
        }
        let (architecture, exact) = (checkpoint.architecture, checkpoint.parameters)
        let layout = architecture.layout
        var parameters = exact
        let quantization: Quantization
        switch format {
        case .float32: throw .notNarrower(format)
        case .float16: quantization = .float16
        case .int8:
            quantization = .int8(fitting: exact, layout: layout)
            let metadata = checkpoint.metadata
            parameters = MeanCorrection(architecture, team: team).mended(
                quantization.rounded(exact, layout: layout), from: exact,
                on: images.pixels.map {
                    (Float($0) / 255 - metadata.inputMean) / metadata.inputDeviation
                })
        }
        var result = Checkpoint(
            architecture: architecture, parameters: parameters, quantization: quantization,
            metadata: checkpoint.metadata)
        if let index = result.parameters.firstIndex(where: { !$0.isFinite }) {
            let entry = layout.entries.first { $0.range.contains(index) }
            throw .outOfRange(tensor: entry?.name ?? "", value: exact[index])
        }
        result.metadata.goldenLogits = result.goldenLogits
        result.metadata.notes["quantized_from"] = checkpoint.fingerprint
        result.metadata.notes["validation_accuracy"] = nil
        return result
    }
}
