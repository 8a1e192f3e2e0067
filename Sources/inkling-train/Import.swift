import ArgumentParser
import CommandSupport
import DigitModel
import Files
import FoundationEssentials
import Interchange
import MNISTData
import Neural
import Training

/// `inkling-train import`: makes a checkpoint of someone else's weights.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a checkpoint of a PyTorch state_dict, a NumPy archive or a safetensors file.",
        discussion: """
            Reads what torch.save wrote of a state_dict (.pt, .pth; also a training script's dictionary that holds one \
            under state_dict, model_state_dict or model), numpy.savez's .npz and safetensors, by content and not by \
            name. Nothing in the file is ever run; what is not tensors is refused. Names and shapes must be the \
            architecture's; prefixes of DataParallel and torch.compile are taken off. Other \
            floating-point types become float32.
            """)

    @Option(help: ArgumentHelp("The file to read.", valueName: "file"))
    var input: String

    @Option(
        help: ArgumentHelp("The network: \(Self.known).", valueName: "name"))
    var architecture: String

    @Option(help: ArgumentHelp("The checkpoint to write.", valueName: "file"))
    var output: String

    @Option(help: "The mean that was taken off pixels of 0 to 1 in training.")
    var inputMean = InputNormalization.mean

    @Option(help: "The deviation that they were divided by, greater than 0.")
    var inputDeviation = InputNormalization.deviation

    @Option(
        help: ArgumentHelp(
            "A layer or tensor that the file names otherwise, such as 0=conv1; may be given again.",
            valueName: "old=new"))
    var rename: [String] = []

    @Option(
        help: ArgumentHelp(
            "A folder with IDX files, or PNG files by class, whose validation images confidence is calibrated on.",
            discussion:
                "These are the ones that `fit` keeps apart by default. Without --data nothing is softened or turned away.",
            valueName: "dir"))
    var data: String?

    @OptionGroup var threads: ThreadOptions

    func validate() throws {
        guard inputMean.isFinite else {
            throw ValidationError("--input-mean is \(inputMean), it must be a number")
        }
        guard inputDeviation.isFinite, inputDeviation > 0 else {
            throw ValidationError("--input-deviation is \(inputDeviation), it must be greater than 0")
        }
        _ = try network
        _ = try renames
    }

    private var network: Architecture {
        get throws {
            guard let known = Architecture.named(architecture) else {
                throw ValidationError("--architecture is \(architecture), it must be one of \(Self.known)")
            }
            return known
        }
    }

    private static let known = Architecture.all.map(\.name).joined(separator: ", ")

    private var renames: [(old: String, new: String)] {
        get throws {
            try rename.map { words in
                let names = words.split(separator: "=", omittingEmptySubsequences: false)
                guard names.count == 2, names.allSatisfy({ !$0.isEmpty }) else {
                    throw ValidationError("--rename is \(words), it must be OLD=NEW")
                }
                return (String(names[0]), String(names[1]))
            }
        }
    }

    func run() throws {
        let file = try OutputFile(output, besides: [input])
        var checkpoint = try WeightImport(
            try network, inputMean: inputMean, inputDeviation: inputDeviation, renames: try renames
        ).checkpoint(path: input)
        checkpoint.metadata.notes["imported_from"] = URL(filePath: input).lastPathComponent
        checkpoint.metadata.notes["created"] = Date.now.formatted(.iso8601.year().month().day())
        let remark =
            try data.map { try calibrate(&checkpoint, on: $0) }
            ?? "not calibrated: temperature 1, nothing is turned away; --data names images to calibrate on"
        try checkpoint.write(to: file.path)
        try Console.standardOutput.print("\(remark)\nwrote \(output)  weights \(checkpoint.fingerprint)")
    }

    /// Fits temperature and rejection to the images that a run of the usual recipe keeps apart.
    private func calibrate(_ checkpoint: inout Checkpoint, on folder: String) throws -> String {
        let dataset = try MNISTDataset.load(from: folder)
        try checkpoint.architecture.check(dataset.train)
        let images = dataset.train.subset(Recipe().split(labels: dataset.train.labels).validation)
        let evaluator = Evaluator(team: threads.team)
        let calibration = Calibration(
            logits: evaluator.logits(of: images, by: InferencePlan(checkpoint)),
            labels: images.labels.map(Int.init))
        checkpoint.metadata.temperature = calibration.temperature
        checkpoint.metadata.rejection = calibration.rejection
        checkpoint.metadata.notes["data_digest"] = dataset.digest
        checkpoint.metadata.notes["validation_images"] = "\(images.count)"
        let result = evaluator.evaluate(checkpoint, on: images)
        checkpoint.metadata.notes["validation_accuracy"] = "\(result.accuracy)"
        return """
            calibrated on \(images.count) images: temperature \(fixed(Double(calibration.temperature), 3)), \
            accuracy \(fixed(100 * result.accuracy, 2)) %
            """
    }
}
