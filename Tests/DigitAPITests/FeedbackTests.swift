import DigitAPI
import Feedback
import FoundationEssentials
import HTTPCore
import Raster
import Testing

/// The tests own a folder each, which goes with them.
@Suite final class `Feedback` {
    private let path =
        "\(FileManager.default.temporaryDirectory.path)/said-\(UInt64.random(in: 0 ... .max))"
    private let bar = Pictures.base64(Pictures.bar)

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    private func api(limit: Int = 1 << 20) throws -> UntrainedAPI {
        UntrainedAPI(feedback: try FeedbackFolder(path, limit: limit, today: { "2026-11-21" }))
    }

    private func post(_ json: String, to api: UntrainedAPI, type: String = "application/json") -> Reply {
        api.send(.post, "/feedback", type: type, body: Array(json.utf8))
    }

    @Test(
        arguments: [
            (#""label": 5, "digit": 3"#, 5, 3), (#""label": null"#, nil, nil),
            (#""label": 0, "digit": null"#, 0, nil),
        ] as [(String, Int?, Int?)])
    func `is kept as it was said`(_ members: String, _ label: Int?, _ digit: Int?) throws {
        struct Kept: Decodable { var id: String }
        let api = try api()
        let reply = post(#"{"image": "data:image/png;base64,\#(bar)", \#(members)}"#, to: api)
        #expect(reply.status == 201)
        let id = try reply.decoded(Kept.self).id
        #expect(
            try FeedbackReader(path).entries == [
                FeedbackEntry(
                    file: "\(id).png", label: label, digit: digit, model: api.predictor.model.version,
                    date: "2026-11-21")
            ])
        let kept = [UInt8](try Data(contentsOf: URL(filePath: "\(path)/\(id).png")))
        #expect(kept != Pictures.bar)
        #expect(try PNGDecoder().decode(kept) == PNGDecoder().decode(Pictures.bar))
    }

    @Test(
        arguments: [
            ("seven", 400, "invalid_json", nil),
            ("[]", 400, "not_an_object", nil),
            (#"{"label": 3}"#, 400, "missing_field", "image"),
            (#"{"image": "x"}"#, 400, "missing_field", "label"),
            (#"{"image": "x", "label": 10}"#, 400, "out_of_range", "label"),
            (#"{"image": "x", "label": -1}"#, 400, "out_of_range", "label"),
            (#"{"image": "x", "label": "3"}"#, 400, "wrong_type", "label"),
            (#"{"image": "x", "label": 3, "digit": 11}"#, 400, "out_of_range", "digit"),
            (#"{"image": "x", "label": 3, "label": 4}"#, 400, "duplicate_field", "label"),
            (#"{"image": "*", "label": 3}"#, 400, "invalid_base64", "image"),
            (#"{"image": "c2V2ZW4=", "label": 3}"#, 400, "not_png", "image"),
            (#"{"image": "", "label": 3}"#, 422, "empty_image", "image"),
        ] as [(String, Int, String, String?)])
    func `that says nothing is refused`(
        _ body: String, _ status: Int, _ code: String, _ field: String?
    ) throws {
        let reply = post(body, to: try api())
        #expect(reply.status == status)
        #expect(try reply.failure.error.code == code)
        #expect(try reply.failure.error.field == field)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    }

    @Test func `of a picture too large is refused`() throws {
        let huge = Pictures.base64(Pictures.announcing(width: 60_000, height: 60_000))
        let reply = post(#"{"image": "\#(huge)", "label": 3}"#, to: try api())
        #expect(reply.status == 422)
        #expect(try reply.failure.error.code == "image_too_large")
    }

    @Test func `beyond the folder's limit is 507`() throws {
        let reply = post(#"{"image": "\#(bar)", "label": 3}"#, to: try api(limit: 50))
        #expect(reply.status == 507)
        #expect(try reply.failure.error.code == "feedback_full")
    }

    @Test func `that cannot be written is 500 and names no path`() throws {
        let api = try api()
        try FileManager.default.createDirectory(
            atPath: "\(path)/feedback.jsonl", withIntermediateDirectories: false)
        let reply = post(#"{"image": "\#(bar)", "label": 3}"#, to: api)
        #expect(reply.status == 500)
        #expect(try reply.failure.error.code == "feedback_not_kept")
        #expect(!reply.text.contains(path))
    }

    @Test(arguments: ["image/png", "text/plain", ""])
    func `of another type is 415`(_ type: String) throws {
        let api = try api()
        let reply = api.send(.post, "/feedback", type: type, body: Pictures.bar)
        #expect(reply.status == 415)
        #expect(try reply.failure.error.code == "unsupported_media_type")
        #expect(reply.response.fields["Accept"] == "application/json")
        var head = HTTPRequest(method: .post, path: "/feedback")
        head.fields["Content-Type"] = type
        #expect(api.api.answerWithoutBody(head, id: "r")?.status == .unsupportedMediaType)
    }

    @Test func `waits for its turn and wants a key`() throws {
        let api = try api().api
        let request = HTTPRequest(method: .post, path: "/feedback")
        #expect(!api.answersAtOnce(request))
        #expect(api.isGuarded(request))
        #expect(api.route(of: request) == "/feedback")
    }

    @Test func `is offered only where it is kept`() throws {
        let without = UntrainedAPI()
        #expect(without.send(.get, "/capabilities").text.contains(#""feedback":false"#))
        let reply = post("{}", to: without)
        #expect(reply.status == 404)
        #expect(try reply.failure.error.code == "not_found")
        let with = try api()
        #expect(with.send(.get, "/capabilities").text.contains(#""feedback":true"#))
        #expect(with.send(.get, "/feedback").status == 405)
    }
}
