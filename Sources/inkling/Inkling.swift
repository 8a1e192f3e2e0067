import ArgumentParser
import CommandSupport
import DigitModel
import Raster
import SocketServer

/// `inkling`: reads handwritten digits, in a browser, over HTTP and from files.
@main
struct Inkling: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inkling",
        abstract: "Reads handwritten digits, and says so when it is no digit.",
        version: "inkling 1.0.0",
        subcommands: [Serve.self, Predict.self, Read.self, Bench.self, HealthCheck.self])

    static func main() async {
        await CommandFailure.guarding(Self.self, isBadInput: isBadInput)
    }

    private static func isBadInput(_ error: any Error) -> Bool? {
        switch error {
        case let error as ExplanationError: error.isBadInput
        case is CheckpointError, is KeyFileError, is LimitError, is PageError, is SettingError,
            HealthCheckError.badURL:
            true
        case is ListenError, is HealthCheckError: false
        default: nil
        }
    }
}
