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
        Console.standardOutput.write(ModelSummary(try chosen).text)
    }

    private var chosen: Architecture {
        get throws {
            if let model { return try Checkpoint(path: model).architecture }
            let name = architecture ?? ""
            guard let architecture = Architecture.named(name) else {
                throw TrainingError.unknownArchitecture(name, known: Architecture.all.map(\.name))
            }
            return architecture
        }
    }
}
