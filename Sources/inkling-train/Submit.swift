import ArgumentParser
import CommandSupport
import DigitModel
import Files
import FoundationEssentials
import MNISTData
import Neural
import Training

/// `inkling-train submission`: answers in the form of Kaggle's Digit Recognizer.
struct Submit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submission",
        abstract: "Writes a checkpoint's answers as Kaggle's Digit Recognizer takes them: ImageId,Label.")

    @OptionGroup var data: DataOptions

    @Option(help: ArgumentHelp("The checkpoint.", valueName: "file"))
    var model: String

    @Option(
        help: ArgumentHelp(
            "Kaggle's test.csv or train.csv: a header pixel0 to pixel783, after label or without, and a row an image.",
            discussion: "Default: the test part of --data.", valueName: "file"))
    var input: String?

    @Option(help: ArgumentHelp("Where the answers go.", valueName: "file"))
    var output = "submission.csv"

    @OptionGroup var threads: ThreadOptions

    func run() async throws {
        let file = try OutputFile(output, besides: [model] + (input.map { [$0] } ?? []))
        let checkpoint = try Checkpoint(path: model)
        let images = try await images()
        try checkpoint.architecture.check(images)
        let submission = Submission(checkpoint, on: images, team: threads.team)
        do {
            try Data(submission.text.utf8).write(to: URL(filePath: file.path), options: .atomic)
        } catch {
            throw TrainingError.unwritable(path: output, reason: FileFailure(error).description)
        }
        try Console.standardOutput.print("wrote \(submission.labels.count) answers to \(output)")
    }

    private func images() async throws -> LabelledImages {
        if let input {
            let images = try PixelTable.read(input)
            return data.transpose ? images.transposed() : images
        }
        try await Interruption().value(of: Task { [data] in try await data.fetchMissing(.test) })
        return try data.loadTest()
    }
}
