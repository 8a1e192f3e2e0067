import HTTPCore
import Testing

@Suite struct `A batch` {
    private let api = UntrainedAPI()
    private let bar = #""\#(Pictures.base64(Pictures.bar))""#
    private let blank = #""\#(Pictures.base64(Pictures.blank))""#

    private struct Answer: Decodable {
        struct Row: Decodable {
            var digit: Int?
            var reason: String?
            var topK: [Candidate]?
            var error: Reply.Failure.Body?
            var requestId: String?
        }
        struct Candidate: Decodable {
            var digit: Int
        }
        var predictions: [Row]
        var requestId: String
    }

    private func answer(_ images: [String], _ more: String = "") throws -> Answer {
        let reply = api.post(json: #"{"images": [\#(images.joined(separator: ","))]\#(more)}"#)
        #expect(reply.status == 200)
        return try reply.decoded()
    }

    @Test func `is answered in order, with one request id`() throws {
        let answer = try answer([blank, bar, blank])
        #expect(answer.predictions.map { $0.reason == "blank" } == [true, false, true])
        #expect(answer.predictions.allSatisfy { $0.requestId == nil })
        #expect(answer.requestId == "r-1")
    }

    @Test func `has an error in the place of a bad picture and answers for the rest`() throws {
        let answer = try answer([bar, #""*""#, "null", "7", "[\(bar)]", #""""#, #""data:x""#, blank])
        #expect(
            answer.predictions.map { $0.error?.code } == [
                nil, "invalid_base64", "wrong_type", "wrong_type", "wrong_type", "empty_image",
                "invalid_data_url", nil,
            ])
        #expect(answer.predictions[1...6].map { $0.error?.field } == (1...6).map { "images[\($0)]" })
        #expect(answer.predictions[7].reason == "blank")
    }

    @Test func `of one is a list of one`() throws {
        #expect(try answer([bar]).predictions.count == 1)
    }

    @Test func `takes top_k for all`() throws {
        #expect(try answer([bar, blank], #", "top_k": 5"#).predictions.map { $0.topK?.count } == [5, 5])
    }

    @Test func `may have 256 pictures and no more`() throws {
        #expect(try answer([String](repeating: #""""#, count: 256)).predictions.count == 256)
        let list = [String](repeating: #""""#, count: 257).joined(separator: ",")
        let reply = api.post(json: #"{"images": [\#(list)]}"#)
        #expect(reply.status == 422)
        #expect(try reply.failure.error.code == "too_many_images")
        #expect(try reply.failure.error.message.contains("256"))
    }

    @Test func `tells the access log how many it were`() {
        let reply = api.post(json: #"{"images": [\#(bar), \#(bar)]}"#)
        #expect(reply.response.notes["images"] == "2")
    }
}
