import ArgumentParser
import CommandSupport
import DigitModel
import Files
import Interchange
import Training

/// `inkling-train export`: writes a checkpoint for other programs.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a checkpoint for ONNX Runtime, PyTorch or NumPy.",
        discussion: """
            onnx: a graph (operator set 17, format 8) with the input "image", float32 (N, 1, 28, 28), pixels 0 to 1, \
            light ink on dark, which it scales itself, and the outputs "logits" and "probabilities", (N, 10); the \
            checkpoint's metadata is the model's. pt: a state_dict for torch.load(weights_only=True) and a module's \
            load_state_dict. npz: the same tensors for numpy.load. These two hold no metadata.
            """)

    @Option(help: ArgumentHelp("The checkpoint.", valueName: "file"))
    var model: String

    @Option(
        help: ArgumentHelp(
            "onnx, pt or npz; by default what the name of --output ends with, which it must not contradict.",
            valueName: "format"))
    var format: ExportFormat?

    @Option(
        help: ArgumentHelp(
            "The file to write; by default the checkpoint's, with the format for its ending.",
            valueName: "file"))
    var output: String?

    func validate() throws {
        _ = try chosenFormat
    }

    private var chosenFormat: ExportFormat {
        get throws {
            let named = output.flatMap(ExportFormat.init(path:))
            guard let chosen = format ?? named else {
                throw ValidationError("name a --format (onnx, pt or npz), or an --output that ends with one")
            }
            // Whoever opens the file goes by its name.
            if let output, let named, named != chosen {
                throw ValidationError(
                    "--output \(output) is by its name \(named), --format says \(chosen); leave --format out, or "
                        + "name another file")
            }
            return chosen
        }
    }

    func run() throws {
        let format = try chosenFormat
        let path = output ?? RunFiles.stem(of: model) + ".\(format.rawValue)"
        let file = try OutputFile(path, besides: [model])
        try CheckpointExport(try Checkpoint(path: model), format: format).write(to: file.path)
        try Console.standardOutput.print("wrote \(path)")
    }
}
