import DigitAPI
import HTTPCore
import TestSupport
import Testing

@Suite struct `A bad request` {
    private let api = UntrainedAPI()

    @Test(
        arguments: [
            ("", 400, "invalid_json", nil),
            ("seven", 400, "invalid_json", nil),
            (#"{"image": "x""#, 400, "invalid_json", nil),
            (#"{"image": "\ud800"}"#, 400, "invalid_json", nil),
            (String(repeating: "[", count: 100_000), 400, "invalid_json", nil),
            ("null", 400, "not_an_object", nil),
            ("[]", 400, "not_an_object", nil),
            ("7", 400, "not_an_object", nil),
            ("{}", 400, "missing_field", "image"),
            (#"{"image": null}"#, 400, "missing_field", "image"),
            (#"{"Image": "x"}"#, 400, "missing_field", "image"),
            (#"{"image": 7}"#, 400, "wrong_type", "image"),
            (#"{"image": ["x"]}"#, 400, "wrong_type", "image"),
            (#"{"images": "x"}"#, 400, "wrong_type", "images"),
            (#"{"images": {}}"#, 400, "wrong_type", "images"),
            (#"{"images": []}"#, 422, "empty_batch", "images"),
            (#"{"image": "x", "images": ["x"]}"#, 400, "conflicting_fields", "images"),
            (#"{"image": "x", "image": "x"}"#, 400, "duplicate_field", "image"),
            (#"{"image": null, "x": 1, "im\u0061ge": "x"}"#, 400, "duplicate_field", "image"),
            (#"{"image": "x",}"#, 400, "invalid_json", nil),
            (#"{"image": "x", "top_k": 0}"#, 400, "out_of_range", "top_k"),
            (#"{"image": "x", "top_k": 11}"#, 400, "out_of_range", "top_k"),
            (#"{"image": "x", "top_k": "3"}"#, 400, "wrong_type", "top_k"),
            (#"{"image": "x", "top_k": 1.5}"#, 400, "wrong_type", "top_k"),
            (#"{"image": "x", "top_k": 1e400}"#, 400, "wrong_type", "top_k"),
            (#"{"image": "x", "top_k": 99999999999999999999}"#, 400, "wrong_type", "top_k"),
            (#"{"image": "x", "explain": 1}"#, 400, "wrong_type", "explain"),
            (#"{"image": "x", "explain": "all"}"#, 400, "wrong_type", "explain"),
            (#"{"image": "x", "saliency": "true"}"#, 400, "wrong_type", "saliency"),
            (#"{"image": "x", "activations": []}"#, 400, "wrong_type", "activations"),
            (#"{"image": "a*b="}"#, 400, "invalid_base64", "image"),
            (#"{"image": "abc"}"#, 400, "invalid_base64", "image"),
            (#"{"image": "-_-_"}"#, 400, "invalid_base64", "image"),
            (#"{"image": "http://example.org/a.png"}"#, 400, "invalid_base64", "image"),
            (#"{"image": "data:image/png;base64"}"#, 400, "invalid_data_url", "image"),
            (#"{"image": "data:image/png,x"}"#, 400, "invalid_data_url", "image"),
            (#"{"image": ""}"#, 422, "empty_image", "image"),
            (#"{"image": " \n"}"#, 422, "empty_image", "image"),
            (#"{"image": "data:image/png;base64,"}"#, 422, "empty_image", "image"),
            (#"{"image": "c2V2ZW4="}"#, 400, "not_png", "image"),
        ] as [(String, Int, String, String?)])
    func `has its status, code and field`(_ body: String, _ status: Int, _ code: String, _ field: String?)
        throws
    {
        let reply = api.post(json: body)
        #expect(reply.status == status)
        let failure = try reply.failure
        #expect(failure.error.code == code)
        #expect(failure.error.field == field)
        #expect(failure.error.message.hasSuffix("."))
        #expect(failure.requestId == "r-1")
        #expect(reply.response.fields["Content-Type"] == "application/json")
        #expect(reply.response.fields["Cache-Control"] == "no-store")
    }

    @Test(
        arguments: [
            ([], 422, "empty_image"),
            (Array("GIF89a".utf8), 400, "not_png"),
            (PNGFile.signature, 400, "damaged_png"),
            (Array(Pictures.bar.dropLast(13)), 400, "damaged_png"),
            (Array(Pictures.bar.dropLast()) + [0], 400, "damaged_png"),
            (Pictures.announcing(width: 0, height: 28), 422, "empty_image"),
            (Pictures.announcing(width: 28, height: 0), 422, "empty_image"),
            (Pictures.announcing(width: 60_000, height: 60_000), 422, "image_too_large"),
            (Pictures.announcing(width: 16_385, height: 1), 422, "image_too_large"),
            (Pictures.announcing(width: 4097, height: 4096), 422, "image_too_large"),
        ] as [([UInt8], Int, String)])
    func `of raw bytes or base64 says what is wrong with the picture`(
        _ bytes: [UInt8], _ status: Int, _ code: String
    ) throws {
        let raw = api.post(png: bytes)
        #expect(raw.status == status)
        #expect(try raw.failure.error.code == code)
        #expect(try raw.failure.error.field == nil)

        let encoded = api.post(json: #"{"image": "\#(Pictures.base64(bytes))"}"#)
        #expect(encoded.status == status)
        #expect(try encoded.failure.error.code == code)
        #expect(try encoded.failure.error.field == "image")
    }

    @Test(arguments: [
        ("top_k=0", "out_of_range", "top_k"), ("top_k=11", "out_of_range", "top_k"),
        ("top_k=+5", "out_of_range", "top_k"), ("top_k=", "out_of_range", "top_k"),
        ("top_k", "out_of_range", "top_k"), ("top_k=99999999999999999999", "out_of_range", "top_k"),
        ("top_k=3=", "out_of_range", "top_k"), ("explain=1", "out_of_range", "explain"),
        ("explain=Input", "out_of_range", "explain"), ("saliency=yes", "out_of_range", "saliency"),
        ("activations=input", "out_of_range", "activations"),
        ("image=x", "unknown_parameter", "image"), ("topk=3", "unknown_parameter", "topk"),
        ("top%5Fk=3", "unknown_parameter", "top%5Fk"), ("=1", "unknown_parameter", ""),
        ("explain=true&=", "unknown_parameter", ""),
        ("top_k=3&top_k=3", "duplicate_parameter", "top_k"),
    ])
    func `by its query names the parameter`(_ query: String, _ code: String, _ field: String) throws {
        let reply = api.post(png: Pictures.bar, query: query)
        #expect(reply.status == 400)
        #expect(try reply.failure.error.code == code)
        #expect(try reply.failure.error.field == field)
    }

    @Test func `has a query beside a body that says everything`() throws {
        let body = #"{"image": "\#(Pictures.base64(Pictures.bar))"}"#
        let reply = api.post(json: body, query: "top_k=3")
        #expect(reply.status == 400)
        #expect(try reply.failure.error.code == "unknown_parameter")
        #expect(api.post(json: body, query: "").status == 200)
    }

    @Test func `beyond the limits of the size names them`() throws {
        let message = try api.post(png: Pictures.announcing(width: 60_000, height: 2)).failure.error.message
        #expect(message.contains("60000x2"))
        #expect(message.contains("16384"))
    }

    @Test(arguments: [
        nil, "", "text/plain", "image/jpeg", "application/jsonp", "multipart/form-data; boundary=x",
    ])
    func `of another type is 415`(_ type: String?) throws {
        let reply = api.send(.post, "/predict", type: type, body: Pictures.bar)
        #expect(reply.status == 415)
        #expect(try reply.failure.error.code == "unsupported_media_type")
        #expect(reply.response.fields["Accept"] == "application/json, image/png")
    }

    @Test(arguments: [
        "application/json;charset=utf-8", "Application/JSON ; charset=utf-8", " application/json",
    ])
    func `is not what a spelling of JSON's type makes`(_ type: String) {
        let body = Array(#"{"image": "\#(Pictures.base64(Pictures.bar))"}"#.utf8)
        #expect(api.send(.post, "/predict", type: type, body: body).status == 200)
    }

    @Test func `of the protocol layer has the same form`() throws {
        let reply = Reply(
            api.api.respond(refusing: .tooManyConnections(limit: 9, retryAfter: .seconds(2)), id: "r-2"))
        #expect(reply.status == 503)
        #expect(reply.response.fields["Retry-After"] == "2")
        #expect(try reply.failure.error.code == "too_many_connections")
        #expect(try reply.failure.requestId == "r-2")
    }

    @Test func `is told to come back after a second at the least`() {
        let reply = Reply(api.api.respond(refusing: .overloaded(retryAfter: .milliseconds(5)), id: "r-3"))
        #expect(reply.response.fields["Retry-After"] == "1")
    }
}
