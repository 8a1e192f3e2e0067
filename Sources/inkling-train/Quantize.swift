import ArgumentParser
import CommandSupport
import DigitModel
import Files
import MNISTData
import Neural
import Training

/// `inkling-train quantize`: writes a smaller checkpoint and says what it costs.
struct Quantize: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a checkpoint in fewer bytes, and says what that costs and gains.",
        discussion: """
            Kernels and matrices become int8 with a scale for every output, or float16; biases and batch norm's \
            tensors stay float32. The means that int8 moves are calibrated on \(Quantizer.calibrationCount) training \
            images. Everything that reads a checkpoint reads the result: serve, predict, bench, evaluate. Accuracy \
            is measured on the test images, with a warning where more than \
            \(fixed(100 * QuantizationReport.accuracyLossLimit, 2)) points are lost; speed by one thread. Dense \
            layers run quicker on processors with AVX2 or AVX-512; convolutions are computed as those of any \
            checkpoint.
            """)

    @OptionGroup var data: DataOptions

    @Option(help: ArgumentHelp("The float32 checkpoint to start from.", valueName: "file"))
    var model: String

    @Option(help: ArgumentHelp("Where the smaller checkpoint goes.", valueName: "file"))
    var output: String

    @Option(
        help: "What kernels and matrices are stored as: int8, a quarter of the bytes, or float16, a half.")
    var format = WeightFormat.int8

    @OptionGroup var threads: ThreadOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        let file = try OutputFile(output, besides: [model])
        let original = try Checkpoint(path: model)
        try await Interruption().value(of: Task { [data] in try await data.fetchMissing(.whole) })
        let dataset = try data.load()
        try original.architecture.check(dataset.train)
        let team = threads.team
        let evaluator = Evaluator(team: team)
        var quantized = try Quantizer(team: team).quantized(
            original, as: format, calibratingOn: Quantizer.calibrationImages(of: dataset.train))
        let evaluation = evaluator.evaluate(quantized, on: dataset.test)
        quantized.metadata.noteTest(evaluation)
        try quantized.write(to: file.path)
        let report = QuantizationReport(
            of: .init(quantized, bytes: try quantized.byteCount, evaluation: evaluation),
            madeFrom: .init(
                original, bytes: try original.byteCount,
                evaluation: evaluator.evaluate(original, on: dataset.test)),
            timedOn: dataset.test)
        if json {
            try Console.standardOutput.write(json: report)
        } else {
            try Console.standardOutput.print(QuantizationTable(report).text)
            try Console.standardOutput.print("wrote \(output)  weights \(quantized.fingerprint)")
        }
        if report.losesTooMuch {
            Console.standardError.write(
                """
                warning: \(fixed(100 * report.accuracyLost, 2)) points of accuracy are lost, more than \
                \(fixed(100 * QuantizationReport.accuracyLossLimit, 2)); the file is written

                """)
        }
    }
}
