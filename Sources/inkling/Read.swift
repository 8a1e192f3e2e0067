import ArgumentParser
import CommandSupport
import DigitAPI
import DigitModel
import Raster

/// `inkling read`: reads several digits in each PNG file.
struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads rows of digits in PNG files, one file a line.",
        discussion: """
            Prints what stands in each file, such as 2026; where there are several lines of digits, with a / between \
            them. Files that cannot be read are told on standard error, and the exit status is 2.
            """)

    @Argument(help: ArgumentHelp("PNG files.", valueName: "file"))
    var files: [String]

    @OptionGroup var model: ModelOptions

    @Flag(help: "Print one JSON object a line: each digit with its confidence and its box.")
    var json = false

    func run() throws {
        let reader = PageReader(Predictor(Classifier(try model.checkpoints())))
        let isGood = try PictureFiles(paths: files).printEach { file, bytes in
            var budget = reader.pixelBudget
            let reading = try reader.read(bytes, budget: &budget)
            return json ? Self.line(file, reading) : Self.text(file, reading)
        }
        if !isGood { throw ExitCode(2) }
    }

    private static func text(_ file: String, _ reading: Reading) -> String {
        let digits = reading.digits.isEmpty ? "no digits" : reading.text.replacing("\n", with: " / ")
        let doubt = reading.reason.map { "  (\($0.replacing("_", with: " ")))" } ?? ""
        return "\(file)  \(digits)  \(fixed(100 * Double(reading.confidence), 2)) %\(doubt)"
    }

    /// A result and the file that it is of.
    private struct Line: JSONWritable {
        let file: String
        let reading: Reading

        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("file", file)
                reading.writeMembers(to: &json)
            }
        }
    }

    private static func line(_ file: String, _ reading: Reading) -> String? {
        JSONWriter(Line(file: file, reading: reading)).text.map { String(decoding: $0, as: UTF8.self) }
    }
}
