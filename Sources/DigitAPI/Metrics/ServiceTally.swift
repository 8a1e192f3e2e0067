import HTTPCore
import Metrics

/// The numbers behind `ServiceMetrics`, as a value.
struct ServiceTally {
    /// What requests are counted by.
    struct Request: Hashable {
        let route: String
        let method: String
        /// nil where the connection was lost before an answer.
        let status: Int?
    }

    /// Where a prediction's time goes, in seconds.
    struct Stages {
        var queue = Histogram(bounds: Histogram.seconds)
        var decode = Histogram(bounds: Histogram.seconds)
        var normalize = Histogram(bounds: Histogram.seconds)
        var infer = Histogram(bounds: Histogram.seconds)
        var total = Histogram(bounds: Histogram.seconds)

        /// The stages with their names, in the order in which they happen.
        var named: KeyValuePairs<String, Histogram> {
            ["queue": queue, "decode": decode, "normalize": normalize, "infer": infer, "total": total]
        }
    }

    var requests: [Request: Int] = [:]
    /// By route, in seconds.
    var durations: [String: Histogram] = [:]
    /// What the protocol layer refused, by code.
    var refusals: [String: Int] = [:]
    var stages = Stages()
    /// Pictures in a request.
    var images = Histogram(bounds: [1, 2, 4, 8, 16, 32, 64, 128, 256])
    /// Digits read as each, and relied on.
    var digits = [Int](repeating: 0, count: 10)
    /// Digits, and pictures without any, not relied on, by reason.
    var rejections: [String: Int] = ["ambiguous": 0, "blank": 0, "not_a_digit": 0]
    /// Pictures that could not be read, by code.
    var failures: [String: Int] = [:]

    mutating func count(_ exchange: Exchange) {
        let route = exchange.route ?? "none"
        let method = exchange.method.map { $0.isRegistered ? $0.rawValue : "other" } ?? "none"
        requests[Request(route: route, method: method, status: exchange.status?.code), default: 0] += 1
        durations[route, default: Histogram(bounds: Histogram.seconds)].observe(
            exchange.duration / .seconds(1))
        if let refusal = exchange.refusal { refusals[refusal, default: 0] += 1 }
    }

    mutating func count(_ prediction: Prediction) {
        count(prediction.timing)
        count(prediction.digit, reason: prediction.reason)
    }

    mutating func count(_ reading: Reading) {
        count(reading.timing)
        for digit in reading.digits { count(digit.digit, reason: digit.reason) }
        if reading.digits.isEmpty, let reason = reading.reason { rejections[reason, default: 0] += 1 }
    }

    private mutating func count(_ timing: Prediction.Timing) {
        stages.decode.observe(timing.decode / 1000)
        stages.normalize.observe(timing.normalize / 1000)
        stages.infer.observe(timing.infer / 1000)
        stages.total.observe(timing.total / 1000)
    }

    private mutating func count(_ digit: Int, reason: String?) {
        if let reason {
            rejections[reason, default: 0] += 1
        } else {
            digits[digit] += 1
        }
    }
}

extension Exposition {
    /// Writes what the service has answered.
    mutating func add(_ tally: ServiceTally) {
        family("inkling_http_requests_total", .counter, "Requests by route, method and status.")
        for (request, count) in tally.requests.sorted(by: { $0.key < $1.key }) {
            let status = request.status.map(String.init) ?? "none"
            sample(
                "inkling_http_requests_total", Double(count),
                ["route": request.route, "method": request.method, "status": status])
        }
        let duration = "inkling_http_request_duration_seconds"
        family(duration, .histogram, "From a request's first byte to its answer's last.")
        for (route, histogram) in tally.durations.sorted(by: { $0.key < $1.key }) {
            sample(duration, histogram, ["route": route])
        }
        counts(
            tally.refusals, "inkling_http_refusals_total", "Requests refused by the protocol layer, by code.",
            label: "code")
        family(
            "inkling_stage_duration_seconds", .histogram,
            "A prediction's time: waiting for a handler (once a request), then by picture.")
        for (stage, histogram) in tally.stages.named {
            sample("inkling_stage_duration_seconds", histogram, ["stage": stage])
        }
        family("inkling_images_per_request", .histogram, "Pictures in a request.")
        sample("inkling_images_per_request", tally.images)
        family("inkling_digits_total", .counter, "Digits read and relied on.")
        for (digit, count) in tally.digits.enumerated() {
            sample("inkling_digits_total", Double(count), ["digit": "\(digit)"])
        }
        counts(
            tally.rejections, "inkling_rejections_total",
            "Digits, and pictures without any, not relied on, by reason.",
            label: "reason")
        counts(
            tally.failures, "inkling_image_errors_total", "Pictures that could not be read, by code.",
            label: "code")
    }

    private mutating func counts(
        _ counts: [String: Int], _ name: String, _ help: String, label: String
    ) {
        family(name, .counter, help)
        for (value, count) in counts.sorted(by: { $0.key < $1.key }) {
            sample(name, Double(count), [label: value])
        }
    }
}

extension ServiceTally.Request: Comparable {
    static func < (left: Self, right: Self) -> Bool {
        (left.route, left.method, left.status ?? 0) < (right.route, right.method, right.status ?? 0)
    }
}
