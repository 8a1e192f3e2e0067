import ArgumentParser
import CommandSupport
import DigitModel
import MNISTData
import Neural
import Training

/// `inkling-train evaluate`: measures a checkpoint on the test images.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures a checkpoint, or an ensemble, on the test images, as it is served.",
        discussion: """
            Several checkpoints are an ensemble: the geometric mean of their probabilities, each softened by its \
            own temperature. With --tta so are several views of each image. Accuracy, loss and calibration error \
            are those of the mean. With --suite it is measured on more than the test images, as one table.
            """)

    @OptionGroup var data: DataOptions

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The checkpoint; several are measured as one.", valueName: "file"))
    var model: [String]

    @Option(
        // Not an Int: text that is none would count as no value.
        defaultAsFlag: "\(TestTimeAugmentation.transforms.count)", parsing: .next,
        help: ArgumentHelp(
            "Test-time augmentation: how many views of an image to average.",
            discussion: """
                1 to 9, 9 where no number is given: the image; a pixel to the left, right, up, down; 7 degrees \
                to either side; 5 % smaller, larger. N views take N times as long. Default: the image alone.
                """,
            valueName: "views"))
    var tta: String?

    @OptionGroup(title: "Suite") var suite: SuiteOptions

    @OptionGroup var threads: ThreadOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        _ = try augmentation
        if json && suite.markdown { throw ValidationError("--json and --markdown are two forms: give one") }
    }

    private var augmentation: TestTimeAugmentation {
        get throws {
            guard let tta else { return TestTimeAugmentation(count: 1) }
            let counts = 1...TestTimeAugmentation.transforms.count
            guard let count = Int(tta), counts.contains(count) else {
                throw ValidationError("--tta is \(tta), it must be in \(counts)")
            }
            return TestTimeAugmentation(count: count)
        }
    }

    func run() async throws {
        let checkpoints = try Checkpoint.members(paths: model)
        try await Interruption().value(of: Task { [data] in try await data.fetchMissing(.test) })
        let test = try data.loadTest()
        for checkpoint in checkpoints { try checkpoint.architecture.check(test) }
        let augmentation = try augmentation
        let classifier = Classifier(checkpoints) {
            augmentation.views(of: $0, width: test.width, height: test.height)
        }
        if suite.isOn {
            try print(try measure(classifier, on: suite.material(test)))
        } else {
            try print(Evaluator(team: threads.team).evaluate(classifier, on: test), of: classifier)
        }
    }

    private func print(_ result: Evaluation, of classifier: Classifier) throws {
        if json {
            try Console.standardOutput.write(json: result)
        } else {
            try Console.standardOutput.print(
                "model              \(classifier.name)  \(classifier.fingerprint)")
            try Console.standardOutput.print(EvaluationTable(result).text)
        }
    }

    private func print(_ report: SuiteReport) throws {
        if json {
            try Console.standardOutput.write(json: report)
        } else {
            let tables = SuiteTables(report)
            try Console.standardOutput.print(suite.markdown ? tables.markdown : tables.text)
        }
    }

    /// Measures the suite, saying which row it is at.
    private func measure(_ classifier: Classifier, on material: SuiteMaterial) -> SuiteReport {
        let console = Console.standardError
        let report = Suite(team: threads.team).measure(classifier, on: material) { row, rows, title in
            let line = "row \(row) of \(rows): \(title)"
            if console.isTerminal { console.redraw(line) } else { console.write(line + "\n") }
        }
        if console.isTerminal { console.redraw("") }
        return report
    }
}
