import ArgumentParser
import CommandSupport
import DigitModel
import Report
import Training

/// `inkling-train summary`: a network layer by layer.
struct Summary: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints a network layer by layer: output shapes, parameters, multiply-adds.",
        discussion: "Parameters are counted as PyTorch counts them: running statistics are none.")

    @Option(help: ArgumentHelp("The checkpoint whose network it is.", valueName: "file"))
    var model: String?

    @Option(
        help: ArgumentHelp(
            "Or a network by name: \(Architecture.all.map(\.name).joined(separator: ", ")).",
            valueName: "name"))
    var architecture: String?

    func validate() throws {
        guard (model == nil) != (architecture == nil) else {
            throw ValidationError("give one of --model and --architecture")
        }
    }

    func run() throws {
        let network =
            try model.map { try Checkpoint(path: $0).architecture }
            ?? architecture.flatMap(Architecture.named)
        guard let network else {
            let known = Architecture.all.map(\.name).joined(separator: ", ")
            throw TrainingError.badOption(
                name: "--architecture", value: "\"\(architecture ?? "")\"", needs: "one of \(known)")
        }
        try Console.standardOutput.print(String(ModelSummary(network).text.dropLast()))
    }
}
