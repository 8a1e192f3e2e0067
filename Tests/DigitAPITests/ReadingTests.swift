import DigitAPI
import HTTPCore
import TestSupport
import Testing

@Suite struct `A reading` {
    private let api = UntrainedAPI()

    private struct Shape: Decodable {
        struct Digit: Decodable {
            struct Box: Decodable {
                var x, y, width, height: Int
            }
            var digit: Int
            var confidence: Float
            var isDigit: Float
            var accepted: Bool
            var box: Box
            var line: Int
        }
        var text: String
        var confidence: Float
        var accepted: Bool
        var reason: String?
        var digits: [Digit]
        var requestId: String
    }

    private func read(_ png: [UInt8], type: String = "image/png") -> Reply {
        api.send(.post, "/read", type: type, body: png)
    }

    @Test func `has every field in its range, the text in the order of the digits`() throws {
        let reply = read(Pictures.bar)
        #expect(reply.status == 200)
        let shape: Shape = try reply.decoded()
        #expect(!shape.digits.isEmpty)
        #expect(shape.text == shape.digits.map { String($0.digit) }.joined())
        #expect(shape.requestId == "r-1")
        for digit in shape.digits {
            #expect((0...1).contains(digit.confidence) && (0...1).contains(digit.isDigit))
            #expect(digit.box.width > 0 && digit.box.height > 0 && digit.box.x >= 0 && digit.box.y >= 0)
            #expect(digit.line == 0)
        }
        #expect(shape.accepted == shape.digits.allSatisfy(\.accepted))
    }

    @Test func `of JSON is that of the same bytes`() throws {
        let json: Shape = try read(
            Array(#"{"image": "\#(Pictures.base64(Pictures.bar))"}"#.utf8), type: "application/json"
        ).decoded()
        let raw: Shape = try read(Pictures.bar).decoded()
        #expect(json.text == raw.text && json.confidence == raw.confidence)
    }

    @Test func `of a blank picture has no digits and says why`() throws {
        let shape: Shape = try read(Pictures.blank).decoded()
        #expect(shape.digits.isEmpty && shape.text.isEmpty && shape.confidence == 0)
        #expect(!shape.accepted && shape.reason == "blank")
    }

    @Test func `of a texture has no digits, and says that they are none`() throws {
        let shape: Shape = try read(Pictures.specks).decoded()
        #expect(shape.digits.isEmpty && shape.text.isEmpty && shape.confidence == 0)
        #expect(!shape.accepted && shape.reason == "not_a_digit")
    }

    @Test(
        arguments: [
            (#"{"images": ["x"]}"#, "application/json", 400, "one_image"),
            (#"{"image": "c2V2ZW4="}"#, "application/json", 400, "not_png"),
            ("seven", "text/plain", 415, "unsupported_media_type"),
            ("seven", "image/png", 400, "not_png"),
        ])
    func `is refused with status and code`(_ body: String, _ type: String, _ status: Int, _ code: String)
        throws
    {
        let reply = read(Array(body.utf8), type: type)
        #expect(reply.status == status)
        #expect(try reply.failure.error.code == code)
    }

    @Test func `is asked for with POST`() {
        let reply = api.send(.get, "/read")
        #expect(reply.status == 405)
        #expect(reply.response.fields["Allow"] == "OPTIONS, POST")
    }
}
