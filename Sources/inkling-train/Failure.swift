import ArgumentParser
import DigitModel
import Glibc
import MNISTData
import Training

/// Turns what went wrong into a line on standard error and an exit status: 1 the work failed, 2 bad usage or bad
/// input.
enum Failure {
    static func exit(_ error: any Error) -> Never {
        switch error {
        case is IDXError, is GzipError, is CheckpointError:
            leave(2, "inkling-train: \(error)")
        case let error as TrainingError:
            leave(error.isBadInput ? 2 : 1, "inkling-train: \(error)")
        case is DownloadError, is CancellationError:
            leave(1, "inkling-train: \(error)")
        default:
            // Help, version and usage errors are the argument parser's own.
            let message = InklingTrain.fullMessage(for: error)
            switch InklingTrain.exitCode(for: error) {
            case .success:
                Console.standardOutput.write(message + "\n")
                Glibc.exit(0)
            case .validationFailure: leave(2, message)
            default: leave(1, message)
            }
        }
    }

    private static func leave(_ status: Int32, _ message: String) -> Never {
        Console.standardError.write(message + "\n")
        Glibc.exit(status)
    }
}
