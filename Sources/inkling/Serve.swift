import ArgumentParser
import CommandSupport
import Compression
import DigitAPI
import DigitModel
import Dispatch
import FoundationEssentials
import Glibc
import HTTPCore
import Logging
import Metrics
import SocketServer

/// `inkling serve`: the page and the API.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the page and the API.",
        discussion: """
            Every option has an environment variable, INKLING_ and its name in capitals; the option goes first. \
            SIGTERM and Ctrl-C finish the requests in flight and stop; a second one stops at once. The access log \
            goes to standard error.
            """)

    @Option(
        help:
            "The address to listen on: 127.0.0.1 for this machine alone, 0.0.0.0 for all. (default: 127.0.0.1)"
    )
    var host: String?

    @Option(help: "The TCP port; 0 picks a free one. (default: 8080)")
    var port: UInt16?

    @OptionGroup var model: ModelOptions

    @Option(help: ArgumentHelp("The folder with the page. (default: Public)", valueName: "dir"))
    var `public`: String?

    @Option(
        help: ArgumentHelp("What goes to the log; requests are at info. (default: info)", valueName: "level"))
    var logLevel: Logger.Level?

    @OptionGroup var limits: LimitOptions

    func run() async throws {
        Allocator.keepUsualBlocks()
        var logger = Logger(label: "inkling") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = try Setting.value(logLevel, environment: "INKLING_LOG_LEVEL", default: .info)
        let classifier = Classifier(try model.checkpoints())
        let assets = StaticAssets(try pageFiles(), extra: DigitAPI.pageFields, start: .now)
        var configuration = SocketServer.Configuration()
        configuration.endpoints = [
            .tcp(
                host: try Setting.value(host, environment: "INKLING_HOST", default: "127.0.0.1"),
                port: try Setting.value(port, environment: "INKLING_PORT", default: 8080))
        ]
        configuration.limits = try limits.limits()
        DescriptorLimit.raise(toHold: configuration.limits.connections, logger: logger)
        let writeToStandardError: @Sendable ([UInt8]) -> Void = { Console.standardError.write($0) }
        let (metrics, statistics) = (ServiceMetrics(), ServerStatistics())
        let api = DigitAPI(predictor: Predictor(classifier), assets: assets, metrics: metrics) { exposition in
            exposition.add(statistics.snapshot)
            if let process = ProcessStatistics.current() { exposition.add(process) }
        }
        let server = SocketServer(
            configuration: configuration, handler: APIHandler(api: api, metrics: metrics), logger: logger,
            statistics: statistics,
            accessLog: logger.logLevel <= .info ? writeToStandardError : nil)
        let (stopRequests, stopRequest) = AsyncStream.makeStream(of: Int32.self)
        let signals = await TerminationSignals { stopRequest.yield($0) }
        let address = try server.start()[0]
        Console.standardOutput.write("Inkling reads digits at http://\(address)\n")
        for await _ in stopRequests { break }
        logger.notice("stopping: finishing the requests in flight")
        await server.drain(deadline: .seconds(10))
        withExtendedLifetime(signals) {}
    }

    /// The page's files, each also compressed where that makes it smaller.
    private func pageFiles() throws -> [StaticAssets.Entry] {
        let folder = try Setting.value(self.public, environment: "INKLING_PUBLIC", default: "Public")
        let files: [StaticAssets.Entry]
        do {
            files = try AssetFolder.load(folder)
        } catch {
            throw PageError.unusable(error)
        }
        guard files.contains(where: { $0.path == "/index.html" }) else {
            throw PageError.noIndex(folder: folder)
        }
        return files.map { file in
            var file = file
            if MediaType.isCompressible(file.contentType), let gzip = Zlib.gzip(file.bytes),
                gzip.count < file.bytes.count
            {
                file.gzip = gzip
            }
            return file
        }
    }
}

/// The page's folder cannot be used; names the flag that gives another.
enum PageError: Error, CustomStringConvertible {
    case unusable(AssetFolder.Failure)
    case noIndex(folder: String)

    var description: String {
        switch self {
        case .unusable(let reason): "\(reason) (--public)"
        case .noIndex(let folder):
            "there is no index.html in \(folder): name the folder of the page's files (--public)"
        }
    }
}
