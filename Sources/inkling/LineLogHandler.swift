import FoundationEssentials
import HTTPCore
import Logging
import SocketServer

/// The server's own lines on the same road as the access log: whoever logs never waits for the log.
struct LineLogHandler: LogHandler {
    let label: String
    let writer: LogWriter
    let format: AccessLog.Format
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let date = HTTPDate(unixSeconds: Int(Date.now.timeIntervalSince1970))
        var line = LogLine(
            format, date: date.iso8601, level: event.level.rawValue, label: label, source: event.source,
            message: "\(event.message)")
        let pairs = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in pairs.sorted(by: { $0.key < $1.key }) { line.pair(key, "\(value)") }
        writer.write(line.finished())
    }
}
