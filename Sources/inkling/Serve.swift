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
            SIGTERM and Ctrl-C finish the requests in flight and stop; a second one stops at once. SIGHUP loads the \
            model anew; where that fails the old one goes on. Where systemd hands sockets over, they are used in place \
            of --host, --port and --unix.
            """)

    @OptionGroup(title: "Where") var listening: ListenOptions

    @OptionGroup var model: ModelOptions

    @Option(help: ArgumentHelp("The folder with the page. (default: Public)", valueName: "dir"))
    var `public`: String?

    @OptionGroup(title: "Who may ask") var access: AccessOptions

    @OptionGroup(title: "Feedback") var feedback: FeedbackOptions

    @OptionGroup(title: "The end") var stopping: StopOptions

    @OptionGroup(title: "The log") var logging: LogOptions

    @OptionGroup(title: "Limits") var limits: LimitOptions

    func run() async throws {
        Allocator.keepUsualBlocks()
        let servers = try Servers(self)
        let (signals, signal) = AsyncStream.makeStream(of: Int32.self)
        let sources = await SignalSources([SIGTERM, SIGINT, SIGHUP]) { signal.yield($0) }
        try servers.start()
        await Self.obey(signals, of: servers) { signal.finish() }
        withExtendedLifetime(sources) {}
    }

    /// Does as the signals say; returns when the servers have ended.
    private static func obey(
        _ signals: AsyncStream<Int32>, of servers: Servers, onEnd: @escaping @Sendable () -> Void
    ) async {
        let reloads = DispatchQueue(label: "inkling.reload")
        var ending: Task<Void, Never>?
        for await signal in signals {
            if signal == SIGHUP {
                // A load takes its time, and the signal that ends the server must not wait for it.
                reloads.async { [model = servers.model] in model.reload() }
            } else if let ending {
                ending.cancel()
                Task { await servers.ending.hurry() }
            } else {
                ending = Task {
                    await servers.ending.begin()
                    onEnd()
                }
            }
        }
    }

    /// The page's files and the API's description, each also compressed where that makes it smaller.
    func pageFiles() throws -> [StaticAssets.Entry] {
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
        let described =
            files.contains { $0.path == APIDescription.file.path } ? files : files + [APIDescription.file]
        return described.map { file in
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
