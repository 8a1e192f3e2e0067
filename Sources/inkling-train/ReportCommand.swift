import ArgumentParser
import CommandSupport
import DigitModel
import FoundationEssentials
import MNISTData
import Neural
import Report
import Training

/// `inkling-train report`: a page about a finished checkpoint.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "Writes an HTML page about a checkpoint: figures, curves, errors as pictures, a look inside.",
        discussion: """
            The page is one file that loads nothing: it can be sent, kept and opened anywhere, without a network. The \
            checkpoint is measured on the test images, as it is served. Beside the page, under the same name, goes the \
            network's summary (.model_summary.txt). `fit` writes both at the end of each run.
            """)

    @OptionGroup var data: DataOptions

    @Option(help: ArgumentHelp("The checkpoint.", valueName: "file"))
    var model: String

    @Option(
        help: ArgumentHelp(
            "The run's log; by default the CSV file beside the checkpoint, where there is one.",
            valueName: "file.csv"))
    var log: String?

    @Option(
        help: ArgumentHelp(
            "Where the page goes; by default beside the checkpoint, under its name with .html.",
            valueName: "file.html"))
    var output: String?

    @OptionGroup var threads: ThreadOptions

    func run() async throws {
        let checkpoint = try Checkpoint(path: model)
        let files = RunFiles(output: model)
        let page = try ReportWriter(
            path: output ?? files.report, besides: [model] + (self.log.map { [$0] } ?? [files.log]))
        let log = try ReportWriter.log(named: log, beside: files)
        try await Interruption().value(of: Task { [data] in try await data.fetchMissing(.test) })
        let test = try data.loadTest()
        try checkpoint.architecture.check(test)
        let report = try page.write(checkpoint, at: model, on: test, log: log, team: threads.team)
        try Console.standardOutput.print(
            "accuracy \(fixed(100 * report.evaluation.accuracy, 2)) %  wrote \(page.path)")
    }
}
