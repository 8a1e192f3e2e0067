import DigitAPI
import DigitModel
import FoundationEssentials
import HTTPCore
import TestSupport
import Testing

@Suite struct `A prediction` {
    private let api = UntrainedAPI()

    private struct Shape: Decodable, Equatable {
        struct Candidate: Decodable, Equatable {
            var digit: Int
            var confidence: Float
        }
        struct Model: Decodable, Equatable {
            var name: String
            var version: String
        }
        struct Timing: Decodable, Equatable {
            var decode, normalize, infer, total: Double
        }
        struct Explanation: Decodable, Equatable {
            struct Step: Decodable, Equatable {
                var name: String
                var image: String
            }
            var steps: [Step]
        }
        var digit: Int
        var confidence: Float
        var probabilities: [Float]
        var topK: [Candidate]
        var isDigit: Float
        var accepted: Bool
        var reason: String?
        var model: Model
        var timingMs: Timing
        var explanation: Explanation?
        var requestId: String?
    }

    private var text: String { Pictures.base64(Pictures.bar) }

    @Test func `has every field in its range`() throws {
        let reply = api.post(json: #"{"image": "\#(text)"}"#)
        #expect(reply.status == 200)
        let shape: Shape = try reply.decoded()
        #expect(shape.probabilities.count == 10)
        #expect(abs(shape.probabilities.reduce(0, +) - 1) < 1e-5)
        #expect(shape.confidence == shape.probabilities.max())
        #expect(shape.probabilities[shape.digit] == shape.confidence)
        #expect((0...1).contains(shape.isDigit))
        #expect(shape.accepted == (shape.reason == nil))
        #expect(shape.model.name == "untrained")
        #expect(api.predictor.classifier.fingerprint.hasPrefix(shape.model.version))
        #expect(shape.timingMs.total >= shape.timingMs.infer)
        #expect(shape.explanation == nil)
        #expect(shape.requestId == "r-1")
        for key in ["digit", "confidence", "top_k", "is_digit", "timing_ms", "request_id"] {
            #expect(reply.text.contains(#""\#(key)":"#))
        }
    }

    @Test func `says null where there is no reason`() throws {
        // Energy above the threshold, and a second digit less than half as likely: accepted, or else ambiguous.
        let reply = api.post(json: #"{"image": "\#(text)"}"#)
        let shape: Shape = try reply.decoded()
        let expected = shape.reason.map { #""reason":"\#($0)""# } ?? #""reason":null"#
        #expect(reply.text.contains(expected))
        #expect(try accepted().text.contains(#""reason":null"#))
    }

    /// The first bar, of all lengths and widths, that this network accepts.
    private func accepted() throws -> Reply {
        for size in 1..<200 {
            let (width, height) = (1 + size % 14, 2 + size / 14)
            var samples = [UInt16](repeating: 0, count: 40 * 40)
            for y in 5..<(5 + height) { for x in 5..<(5 + width) { samples[y * 40 + x] = 255 } }
            let reply = api.post(
                png: PNGFile(width: 40, height: 40, colorType: .gray, bitDepth: 8, samples: samples).bytes)
            if try reply.decoded(Shape.self).accepted { return reply }
        }
        return try #require(nil as Reply?, "the untrained network accepts none of the bars")
    }

    @Test func `of a blank page is not accepted`() throws {
        let shape: Shape = try api.post(png: Pictures.blank).decoded()
        #expect(!shape.accepted)
        #expect(shape.reason == "blank")
        #expect(shape.isDigit == 0)
        #expect(shape.probabilities == [Float](repeating: 0.1, count: 10))
        #expect(shape.topK.map(\.digit) == [0, 1, 2])
    }

    @Test(arguments: [1, 3, 10])
    func `names as many candidates as asked for, best first`(_ count: Int) throws {
        let shape: Shape = try api.post(json: #"{"image": "\#(text)", "top_k": \#(count)}"#).decoded()
        #expect(shape.topK.map(\.confidence) == shape.probabilities.sorted(by: >).prefix(count).map { $0 })
        #expect(Set(shape.topK.map(\.digit)).count == count)
        #expect(shape.topK.first?.digit == shape.digit)
    }

    @Test func `is the same by every road`() throws {
        func essence(_ reply: Reply) throws -> [Float] { try reply.decoded(Shape.self).probabilities }
        let expected = try essence(api.post(png: Pictures.bar))
        let lines = text.enumerated().map { ($0 % 60 == 59 ? #"\r\n"# : "") + String($1) }.joined()
        for image in [
            text, lines, "data:image/png;base64,\(text)", "DATA:image/png;charset=x;BASE64,\(text)",
            "data:;base64,\(text)",
        ] {
            #expect(
                try essence(api.post(json: #"{"image": "\#(image)"}"#)) == expected, "\(image.prefix(40))")
        }
    }

    @Test func `shows the normalised picture when asked`() throws {
        let shape: Shape = try api.post(json: #"{"image": "\#(text)", "explain": true}"#).decoded()
        let step = try #require(shape.explanation?.steps.last)
        let prefix = "data:image/png;base64,"
        #expect(step.image.hasPrefix(prefix))
        let png = try #require(Data(base64Encoded: String(step.image.dropFirst(prefix.count))))
        #expect(png.prefix(8).elementsEqual(PNGFile.signature))
        // Width and height stand right after the chunk's length and name.
        #expect(png.dropFirst(16).prefix(8).elementsEqual([0, 0, 0, 28, 0, 0, 0, 28]))
    }

    @Test func `leaves notes for the access log`() {
        let notes = api.post(png: Pictures.bar).response.notes
        #expect(Set(notes.keys) == ["digit", "accepted", "decode_ms", "normalize_ms", "infer_ms"])
    }
}
