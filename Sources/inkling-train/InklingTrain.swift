import ArgumentParser
import CommandSupport
import DigitModel
import Glibc
import MNISTData
import Training

/// `inkling-train`: makes and measures the weights that `inkling` serves.
@main
struct InklingTrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inkling-train",
        abstract: "Trains and evaluates networks that read handwritten digits.",
        subcommands: [Fit.self, Evaluate.self])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch is CancellationError {
            // A signal during a download, which leaves nothing behind: the status that a shell expects of one.
            Glibc.exit(128 + SIGINT)
        } catch {
            CommandFailure.leave(error, root: Self.self, isBadInput: isBadInput)
        }
    }

    private static func isBadInput(_ error: any Error) -> Bool? {
        switch error {
        case is IDXError, is GzipError, is CheckpointError: true
        case let error as TrainingError: error.isBadInput
        case is DownloadError: false
        default: nil
        }
    }
}
