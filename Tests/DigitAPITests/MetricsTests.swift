import Testing

@testable import DigitAPI
@testable import HTTPCore

@Suite struct `Metrics` {
    private let api = UntrainedAPI()

    private func lines() -> [Substring] { api.send(.get, "/metrics").text.split(separator: "\n") }

    private func exchange(_ method: HTTPMethod?, route: String?, status: HTTPStatus?) -> Exchange {
        Exchange(
            id: "r", method: method, target: "/", status: status, bodySize: 0,
            duration: .milliseconds(3), route: route, notes: [:])
    }

    @Test(arguments: [
        (HTTPMethod.post, "/predict", "/predict"), (.get, "/predict", "/predict"), (.get, "/", "static"),
        (.get, "/index.html", "static"), (.put, "/index.html", "static"), (.get, "/nothing", "other"),
        (.options, "*", "other"), (HTTPMethod(rawValue: "BREW"), "/healthz", "/healthz"),
    ])
    func `have routes of a closed set`(_ method: HTTPMethod, _ path: String, _ route: String) {
        #expect(api.send(method, path).response.route == route)
    }

    @Test func `count exchanges by route, method and status`() {
        let exchanges: [Exchange] = [
            exchange(.post, route: "/predict", status: .ok), exchange(.post, route: "/predict", status: .ok),
            exchange(HTTPMethod(rawValue: "BREW"), route: "other", status: .notImplemented),
            exchange(.get, route: nil, status: nil), exchange(nil, route: nil, status: .badRequest),
        ]
        exchanges.forEach(api.metrics.finished)
        let lines = lines()
        for line in [
            #"inkling_http_requests_total{route="/predict",method="POST",status="200"} 2"#,
            #"inkling_http_requests_total{route="other",method="other",status="501"} 1"#,
            #"inkling_http_requests_total{route="none",method="GET",status="none"} 1"#,
            #"inkling_http_requests_total{route="none",method="none",status="400"} 1"#,
            #"inkling_http_request_duration_seconds_bucket{route="/predict",le="0.0025"} 0"#,
            #"inkling_http_request_duration_seconds_bucket{route="/predict",le="0.005"} 2"#,
        ] {
            #expect(lines.contains { $0 == line }, "\(line)")
        }
    }

    @Test func `count refusals by code`() {
        var refused = exchange(nil, route: nil, status: .badRequest)
        refused.refusal = HTTPRefusal.bareLineEnd.code
        api.metrics.finished(refused)
        #expect(lines().contains(#"inkling_http_refusals_total{code="bare_line_end"} 1"#))
    }

    @Test func `count pictures by what was answered`() {
        _ = api.post(png: Pictures.blank)
        _ = api.post(png: [1, 2, 3])
        let bar = Pictures.base64(Pictures.bar)
        _ = api.post(json: #"{"images": ["\#(bar)", "\#(bar)", 7, "?"]}"#)
        let lines = lines()
        for line in [
            #"inkling_rejections_total{reason="blank"} 1"#, #"inkling_image_errors_total{code="not_png"} 1"#,
            #"inkling_image_errors_total{code="wrong_type"} 1"#,
            #"inkling_image_errors_total{code="invalid_base64"} 1"#,
            #"inkling_images_per_request_bucket{le="1"} 2"#, #"inkling_images_per_request_bucket{le="4"} 3"#,
            #"inkling_images_per_request_sum 6"#, #"inkling_stage_duration_seconds_count{stage="queue"} 3"#,
            #"inkling_stage_duration_seconds_count{stage="infer"} 3"#,
        ] {
            #expect(lines.contains { $0 == line }, "\(line)")
        }
        let tally = api.metrics.now
        #expect(tally.digits.reduce(0, +) + tally.rejections.values.reduce(0, +) == 3)
    }

    @Test func `name the model and what is told beside them`() {
        let lines = lines()
        #expect(lines.contains { $0.hasPrefix(#"inkling_model_info{name="untrained",version=""#) })
        #expect(lines.contains("other 1"))
    }
}
