import ArgumentParser
import CommandSupport
import DigitModel
import Feedback
import Files
import Interchange
import MNISTData
import PenStrokes
import Report
import Training

/// `inkling-train`: makes and measures the weights that `inkling` serves.
@main
struct InklingTrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inkling-train",
        abstract: "Trains and evaluates networks that read handwritten digits.",
        subcommands: [
            Fit.self, Distill.self, Evaluate.self, ReportCommand.self, Summary.self, Preview.self,
            Quantize.self, Export.self, Import.self, ExportImages.self, Submit.self, Bench.self,
        ])

    static func main() async {
        await CommandFailure.guarding(Self.self, isBadInput: isBadInput)
    }

    private static func isBadInput(_ error: any Error) -> Bool? {
        switch error {
        case is IDXError, is EpochLogError, is ImportError, is QuantizationError: true
        case is ImageFolderError, is PixelTableError, is UnreadableFile, is UnfitOutput, is PenStrokeError,
            is FeedbackLineError:
            true
        case let error as CheckpointError: error.isBadInput
        case let error as GzipError: error.isBadInput
        case let error as PNGExportError: error.isBadInput
        case let error as TrainingError: error.isBadInput
        case is DownloadError, is ExportError: false
        default: nil
        }
    }
}
