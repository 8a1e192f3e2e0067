import Foundation
import Hummingbird
import Logging

/// `hummingbird-peer PORT FILE`: answers GET /static.bin with the file's bytes, which it holds in memory as ours does.
///
/// Its own middleware for files reads them anew for each request; this is the quickest that Hummingbird has.
@main
struct Peer {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let port = Int(arguments[1]) else {
            fatalError("usage: hummingbird-peer PORT FILE")
        }
        let content = ByteBuffer(bytes: try Data(contentsOf: URL(filePath: arguments[2])))
        let router = Router()
        router.get("static.bin") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/octet-stream"],
                body: ResponseBody(byteBuffer: content))
        }
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            logger: Logger(label: "peer") { _ in SwiftLogNoOpLogHandler() })
        try await application.runService()
    }
}
