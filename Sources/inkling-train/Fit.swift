import ArgumentParser
import CommandSupport
import DigitModel
import Files
import FoundationEssentials
import Glibc
import MNISTData
import Neural
import Report
import Training

/// `inkling-train fit`: trains a network and writes its checkpoint.
struct Fit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Trains a network and writes a checkpoint.",
        discussion: """
            Writes the best epoch by validation to --output, and beside it, under the same name, the last epoch \
            (.last.safetensors), a log (.csv), a state to resume from (.state.safetensors), a report (.html) and the \
            network's summary (.model_summary.txt). The same recipe gives the same weights, bit for bit. Ctrl-C and \
            SIGTERM stop after the current step and save everything for --resume; the exit status is then 128 and the \
            signal's number (130, 143). While a run goes on, another at the same output is refused.
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var strokes: StrokeOptions
    @OptionGroup var extra: ExtraOptions

    @Option(help: ArgumentHelp("Where the best checkpoint goes.", valueName: "file"))
    var output = "runs/inkling.safetensors"

    @Option(
        help: ArgumentHelp(
            "Where the report goes, one HTML page; by default beside the output, under its name with .html.",
            valueName: "file.html"))
    var report: String?

    @OptionGroup var threads: ThreadOptions

    @Flag(help: "Go on with the run that was stopped at --output.")
    var resume = false

    @Flag(help: "Print the effective recipe as a file, with all its settings, and train nothing.")
    var showRecipe = false

    @OptionGroup var hyperparameters: HyperparameterOptions

    func run() async throws {
        // A file that may not grow further is an error like any other, not the end of the program.
        signal(SIGXFSZ, SIG_IGN)
        let recipe = try hyperparameters.effectiveRecipe()
        if showRecipe { return try Console.standardOutput.print(try recipe.json()) }
        let interruption = await Interruption()
        let folder = URL(filePath: output).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw TrainingError.unwritable(path: folder.path, reason: FileFailure(error).description)
        }
        let read = [hyperparameters.recipe].compactMap { $0 } + (recipe.distillation?.teachers ?? [])
        let files = RunFiles(output: try OutputFile(output, besides: read).path)
        let lock = try RunLock(files)
        defer { withExtendedLifetime(lock) {} }
        let page = try ReportWriter(path: report ?? files.report, besides: read + files.ofRun)
        try page.prepare()
        try await interruption.value(of: Task { [data] in try await data.fetchMissing(.whole) })
        let dataset = try data.load()
        let extra = try extra.load()
        let run = try TrainingRun(
            recipe, dataset: dataset, strokes: try strokes.load(for: recipe), extra: extra, output: output,
            threads: threads.count, command: command, resuming: resume)
        let console = Console.standardOutput
        console.write(
            """
            \(run.architecture.name): \(run.architecture.parameterCount) parameters, \
            \(run.architecture.multiplyAdds) multiply-adds an image
            \(run.material.training.count) images to learn from, \(run.material.validation.count) to choose by; \
            data \(run.material.digest.prefix(12)); \(threads.count) threads
            \(extra.summary(for: recipe))
            """)
        var bar = ProgressBar(console)
        switch try run.run(shouldStop: { interruption.signal != nil }, report: { bar.show($0) }) {
        case .finished(let best, let test):
            if run.isStoppedEarly { console.write("no better epoch for long: stopped early\n") }
            let printed = Result {
                try console.print(
                    """
                    best epoch \(best.metadata.notes["epoch"] ?? "")  \
                    test accuracy \(fixed(100 * test.accuracy, 2)) %  \
                    loss \(fixed(test.loss, 4))  calibration error \(fixed(test.ece, 4))
                    wrote \(run.files.best)  weights \(best.fingerprint)
                    """)
            }
            // The report is on disk, whoever reads what is printed.
            writeReport(best, of: run.files, to: page, test: dataset.test)
            try printed.get()
        case .interrupted:
            console.write(
                "\nstopped; wrote \(run.files.last). The same command with --resume goes on.\n")
            // Not success: a loop over recipes shall not go on with the next.
            if let signal = interruption.signal { throw Interrupted(signal: signal) }
        }
    }

    /// Writes the report about a finished run, whose weights are not lost with it.
    private func writeReport(
        _ best: Checkpoint, of files: RunFiles, to page: ReportWriter, test: LabelledImages
    ) {
        do {
            try page.write(
                best, at: files.best, on: test, log: EpochLog(path: files.log), team: threads.team)
            Console.standardOutput.write("report \(page.path)\n")
        } catch {
            let again = ShellCommand(
                ["inkling-train", "report", "--model", files.best, "--output", page.path] + data.arguments)
            Console.standardError.write(
                "warning: no report: \(error); the run is complete, \(again) writes one\n")
        }
    }

    /// The command that makes these weights again, for the checkpoint's metadata: `--data` and `--output` are the
    /// reader's own.
    private var command: String {
        ShellCommand(["inkling-train", "fit"] + data.arguments + hyperparameters.arguments).description
    }
}
