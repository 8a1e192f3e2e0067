import FoundationEssentials
import Raster
import TestSupport
import Testing

@Suite struct `An explanation` {
    private let api = UntrainedAPI()

    private struct Shape: Decodable, Equatable {
        struct Explanation: Decodable, Equatable {
            struct Step: Decodable, Equatable {
                var name: String
                var image: String
            }
            var steps: [Step]
        }
        struct Saliency: Decodable, Equatable {
            var method: String
            var map: [[Float]]
        }
        struct Maps: Decodable, Equatable {
            var layer: String
            var maps, width, height, columns: Int
            var image: String
        }
        var explanation: Explanation?
        var saliency: Saliency?
        var activations: [Maps]?
    }

    private func shape(_ members: String, of png: [UInt8] = Pictures.bar) throws -> Shape {
        let reply = api.post(json: #"{"image": "\#(Pictures.base64(png))", \#(members)}"#)
        #expect(reply.status == 200)
        return try reply.decoded()
    }

    private func picture(_ url: String) throws -> PixelImage {
        let prefix = "data:image/png;base64,"
        #expect(url.hasPrefix(prefix))
        let png = try #require(Data(base64Encoded: String(url.dropFirst(prefix.count))))
        return try PNGDecoder().decode([UInt8](png))
    }

    @Test func `of the input alone is the last step of all`() throws {
        let all = try #require(try shape(#""explain": true"#).explanation).steps
        let input = try #require(try shape(#""explain": "input""#).explanation).steps
        #expect(all.map(\.name).starts(with: ["picture", "paper"]))
        #expect(input.map(\.name) == ["input"])
        #expect(input == all.suffix(1))
    }

    @Test func `of a blank page has no input to show, and nothing that an answer rests on`() throws {
        let shape = try shape(
            #""explain": "input", "saliency": true, "activations": true"#, of: Pictures.blank)
        #expect(shape.explanation?.steps == [])
        #expect(shape.saliency == nil)
        #expect(shape.activations == [])
        let text = api.post(
            json: #"{"image": "\#(Pictures.base64(Pictures.blank))", "saliency": true}"#
        ).text
        #expect(text.contains(#""saliency":null"#))
    }

    @Test func `is not there unless it is asked for`() {
        for members in ["", #", "explain": false, "saliency": null, "activations": false"#] {
            let text = api.post(json: #"{"image": "\#(Pictures.base64(Pictures.bar))"\#(members)}"#).text
            for name in ["explanation", "saliency", "activations", #""explain""#] {
                #expect(!text.contains(name))
            }
        }
    }

    @Test func `by saliency is a map whose largest magnitude is 1`() throws {
        let saliency = try #require(try shape(#""saliency": true"#).saliency)
        #expect(saliency.method == "occlusion")
        #expect(saliency.map.map(\.count) == [Int](repeating: 28, count: 28))
        #expect(saliency.map.joined().map(abs).max() == 1)
    }

    @Test func `tells how long it took`() {
        let body = #"{"image": "\#(Pictures.base64(Pictures.bar))", "saliency": true}"#
        #expect(api.post(json: body).text.contains(#""explain":"#))
    }

    @Test func `by activations shows each layer's maps side by side`() throws {
        let layers = try #require(try shape(#""activations": true"#).activations)
        #expect(layers.map(\.layer) == ["conv1", "conv2"])
        #expect(layers.map(\.maps) == [24, 48])
        #expect(layers.map(\.width) == [28, 14])
        #expect(layers.map(\.height) == [28, 14])
        for layer in layers {
            let picture = try picture(layer.image)
            #expect(layer.maps.isMultiple(of: layer.columns))
            #expect(picture.width == layer.columns * layer.width)
            #expect(picture.height == layer.maps / layer.columns * layer.height)
            #expect(picture.luma.max() == 255)
        }
    }

    @Test(arguments: [
        ("explain=input", #""explain": "input""#),
        ("saliency=true&top_k=7", #""saliency": true, "top_k": 7"#),
        ("activations=true", #""activations": true"#),
        ("explain=true&saliency=false", #""explain": true"#), ("explain=false&", #""top_k": 3"#),
    ])
    func `is asked for by query as by body`(_ query: String, _ members: String) throws {
        let reply = api.post(png: Pictures.bar, query: query)
        #expect(reply.status == 200)
        #expect(try reply.decoded(Shape.self) == shape(members))
    }

    @Test func `is given for each picture of a batch`() throws {
        struct Batch: Decodable { var predictions: [Shape] }
        let texts = [Pictures.bar, Pictures.blank].map { #""\#(Pictures.base64($0))""# }
        let batch: Batch = try api.post(
            json: #"{"images": [\#(texts.joined(separator: ","))], "saliency": true}"#
        ).decoded()
        #expect(batch.predictions.map { $0.saliency == nil } == [false, true])
    }
}
