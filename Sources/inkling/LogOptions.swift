import ArgumentParser
import CommandSupport
import Logging
import SocketServer

/// What is logged, and how it looks; all of it goes to standard error.
struct LogOptions: ParsableArguments {
    /// How requests are logged.
    enum Requests: String, CaseIterable, LosslessStringConvertible, ExpressibleByArgument {
        case plain, json, off

        init?(_ description: String) { self.init(rawValue: description) }

        var description: String { rawValue }
    }

    @Option(
        help: ArgumentHelp(
            "What goes to the log beside requests: this level and worse. (default: info)", valueName: "level")
    )
    var logLevel: Logger.Level?

    @Option(
        help: ArgumentHelp(
            "How requests are logged, a line each: plain, json or off. (default: plain, off where --log-level is above info)",
            discussion: "With json all other lines are JSON objects, too.", valueName: "form"))
    var accessLog: Requests?

    /// The server's logger, the log of requests if there is one, and what writes both.
    func logs() throws -> (logger: Logger, requests: AccessLog?, writer: LogWriter) {
        let level = try Setting.value(logLevel, environment: "INKLING_LOG_LEVEL", default: .info)
        let requests = try Setting.value(
            accessLog, environment: "INKLING_ACCESS_LOG", default: level <= .info ? .plain : .off)
        let format: AccessLog.Format = requests == .json ? .json : .plain
        let label = "inkling"
        let writer = LogWriter { count in
            switch format {
            case .plain: Array("log too slow: \(count) lines dropped\n".utf8)
            case .json:
                Array(#"{"level":"warning","message":"log too slow","dropped_lines":\#(count)}\#n"#.utf8)
            }
        } to: {
            Console.standardError.write($0)
        }
        let logger = Logger(label: label) { label in
            LineLogHandler(label: label, writer: writer, format: format, logLevel: level)
        }
        return (logger, requests == .off ? nil : AccessLog(writer, format: format, label: label), writer)
    }
}
