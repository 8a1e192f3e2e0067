import ArgumentParser
import CommandSupport
import FoundationEssentials
import MNISTData

/// Where the data is, and fetching it if it is not there.
struct DataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder with the four MNIST IDX files, gzipped or not; those that are missing are downloaded.",
            discussion: "Environment: INKLING_DATA. Default: data.", valueName: "dir"))
    var data: String?

    var folder: String {
        data ?? ProcessInfo.processInfo.environment["INKLING_DATA"] ?? "data"
    }

    /// Downloads what is missing, saying how far it is.
    func fetchMissing(_ part: MNISTPart) async throws {
        let console = Console.standardError
        var lastPercent: [String: Int] = [:]
        try await MNISTDownloader().fetchMissing(part, into: folder) { progress in
            let percent = progress.bytesTotal.map { 100 * progress.bytesReceived / max(1, $0) }
            let step = console.isTerminal ? 1 : 25
            let shown = percent.map { $0 / step } ?? progress.bytesReceived >> 20
            guard lastPercent[progress.file] != shown else { return }
            lastPercent[progress.file] = shown
            let amount = percent.map { "\($0) %" } ?? "\(progress.bytesReceived) bytes"
            let line =
                "fetching \(progress.file) (\(progress.fileNumber)/\(progress.fileCount)) from"
                + " \(progress.mirror): \(amount)"
            let isDone = progress.bytesReceived == progress.bytesTotal
            console.write(console.isTerminal ? "\r\u{1B}[K\(line)\(isDone ? "\n" : "")" : line + "\n")
        }
    }
}
