import Access
import CommandSupport
import DigitAPI
import DigitModel
import FoundationEssentials
import HTTPCore
import Logging
import Metrics
import SocketServer

/// The server for everybody and, if it is wanted, the one for those who run it: both over one model.
struct Servers {
    let model: ServedModel
    let ending: Ending
    private let everybody: SocketServer
    private let administration: SocketServer?

    /// Reads everything that the options name, without listening yet.
    init(_ options: Serve) throws {
        let (logger, requests, log) = try options.logging.logs()
        let paths = try options.model.paths()
        model = try ServedModel {
            Predictor(Classifier(try paths.checkpoints()))
        } report: { outcome in
            switch outcome {
            case .success(let model):
                logger.notice(
                    "the model was loaded anew",
                    metadata: ["name": "\(model.name)", "version": "\(model.version)"])
            case .failure(let error):
                logger.error(
                    "the model could not be loaded anew; the old one goes on", metadata: ["error": "\(error)"]
                )
            }
        }
        let (metrics, statistics, state) = (ServiceMetrics(), ServerStatistics(), ServiceState())
        let otherMetrics: @Sendable (inout Exposition) -> Void = { exposition in
            exposition.add(statistics.snapshot)
            exposition.single(
                "inkling_log_dropped_lines_total", .counter,
                "Lines that the log was too slow or too full for.",
                Double(log.droppedLines))
            if let process = ProcessStatistics.current() { exposition.add(process) }
        }
        let admin = try options.listening.administration()

        var configuration = SocketServer.Configuration()
        configuration.endpoints = try options.listening.endpoints()
        configuration.limits = try options.limits.limits()
        DescriptorLimit.raise(toHold: configuration.limits.connections, logger: logger)
        let rules = try options.access.rules()
        let terms = ServiceTerms(bodyLimit: configuration.limits.body, keyRequired: rules.wantKeys)
        everybody = SocketServer(
            configuration: configuration,
            handler: APIHandler(
                api: DigitAPI(
                    model: model, offer: admin == nil ? [.predictions, .metrics] : .predictions,
                    assets: StaticAssets(try options.pageFiles(), extra: SecurityFields.page, start: .now),
                    terms: terms, state: state, metrics: metrics, otherMetrics: otherMetrics),
                rules: rules, metrics: metrics),
            logger: logger, statistics: statistics, accessLog: requests)

        administration = admin.map { [model] endpoint in
            var configuration = SocketServer.Configuration()
            configuration.endpoints = [endpoint]
            // Few ask, and none of them may be kept waiting by what everybody asks.
            configuration.eventLoops = 1
            configuration.limits.connections = 32
            configuration.limits.handlers = 1
            configuration.limits.queue = 8
            return SocketServer(
                configuration: configuration,
                handler: APIHandler(
                    api: DigitAPI(
                        model: model, offer: [.metrics, .administration],
                        assets: StaticAssets([], start: .now),
                        state: state,
                        metrics: metrics, otherMetrics: otherMetrics),
                    rules: AccessRules(), metrics: nil),
                logger: logger)
        }
        ending = Ending(
            state: state, servers: [everybody, administration].compactMap(\.self),
            grace: try options.stopping.grace(), deadline: try options.stopping.deadline(), logger: logger,
            log: log)
    }

    /// Listens, and tells where on standard output.
    func start() throws {
        for address in try everybody.start() {
            let url = address.isUnix ? "\(address)" : "http://\(address)"
            Console.standardOutput.write("Inkling reads digits at \(url)\n")
        }
        for address in try administration?.start() ?? [] {
            Console.standardOutput.write("Its administration is at http://\(address)\n")
        }
    }
}
