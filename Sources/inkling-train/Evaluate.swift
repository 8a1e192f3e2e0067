import ArgumentParser
import DigitModel
import FoundationEssentials
import MNISTData
import Neural
import Training

/// `inkling-train evaluate`: measures a checkpoint on the test images.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures a checkpoint on the test images, MNIST's 10,000 by default, as it is served.")

    @OptionGroup var data: DataOptions

    @Option(help: ArgumentHelp("The checkpoint.", valueName: "file"))
    var model: String

    @Option(help: "Threads that work at the same time; all cores by default.")
    var threads = ProcessInfo.processInfo.activeProcessorCount

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...256).contains(threads) else {
            throw ValidationError("--threads is \(threads), it must be in 1...256")
        }
    }

    func run() async throws {
        let checkpoint = try Checkpoint(path: model)
        try await Interruption().value(of: Task { [data] in try await data.fetchMissing(.test) })
        let test = try data.loadTest()
        try checkpoint.architecture.check(test)
        let result = Evaluator(team: Team(threads: threads)).evaluate(checkpoint, on: test)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            print(String(decoding: try encoder.encode(result), as: UTF8.self))
        } else {
            print(EvaluationTable(result).text)
        }
    }
}
