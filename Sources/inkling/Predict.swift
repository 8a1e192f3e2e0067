import ArgumentParser
import CommandSupport
import DigitAPI
import DigitModel
import Raster

/// `inkling predict`: reads PNG files.
struct Predict: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads PNG files, one result a line.",
        discussion: "Files that cannot be read are told on standard error, and the exit status is 2.")

    @Argument(help: ArgumentHelp("PNG files.", valueName: "file"))
    var files: [String]

    @OptionGroup var model: ModelOptions

    @Option(help: "How many digits to name, the likeliest first, 1 to 10.")
    var topK = 1

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "A folder that gets what each picture was on its way to the network, as PNG files.",
            discussion: """
                Of 7.png: 7-1-picture.png, then its paper in even light, that without rules (where there are any), \
                the ink, the digit alone, its stroke matched, and input, the 28x28 that the network sees. The \
                longer side is 280 pixels at most. The folder is made if there is none; by default nothing is kept.
                """,
            valueName: "dir"))
    var explain: String?

    func validate() throws {
        guard (1...Architecture.classes).contains(topK) else {
            throw ValidationError("--top-k is \(topK), it must be in 1...\(Architecture.classes)")
        }
    }

    func run() throws {
        let predictor = Predictor(Classifier(try model.checkpoints()))
        let folder = try explain.map { try ExplanationFolder($0, of: files) }
        let isGood = try PictureFiles(paths: files).printEach { file, bytes in
            var budget = predictor.pixelBudget
            var prediction = try predictor.predict(
                bytes, topK: topK, explain: folder != nil, budget: &budget)
            try folder?.write(prediction.explanation?.steps ?? [], of: file)
            prediction.explanation = nil
            return json ? Self.line(file, prediction) : Self.text(file, prediction)
        }
        if !isGood { throw ExitCode(2) }
    }

    private static func text(_ file: String, _ prediction: Prediction) -> String {
        let digits = prediction.topK.map { "\($0.digit) \(fixed(100 * Double($0.confidence), 2)) %" }
        let doubt = prediction.reason.map { "  (\($0.replacing("_", with: " ")))" } ?? ""
        return "\(file)  \(digits.joined(separator: "  "))\(doubt)"
    }

    /// A result and the file that it is of.
    private struct Line: JSONWritable {
        let file: String
        let prediction: Prediction

        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("file", file)
                prediction.writeMembers(to: &json)
            }
        }
    }

    private static func line(_ file: String, _ prediction: Prediction) -> String? {
        JSONWriter(Line(file: file, prediction: prediction)).text.map { String(decoding: $0, as: UTF8.self) }
    }
}
