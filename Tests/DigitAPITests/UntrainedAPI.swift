import DigitAPI
import DigitModel
import FoundationEssentials
import HTTPCore
import Metrics
import Neural
import Raster
import TestSupport

/// An API in memory whose network was never trained: its answers mean nothing, their form everything.
struct UntrainedAPI {
    static let page = Array("<!doctype html>".utf8)

    let api: DigitAPI
    let metrics = ServiceMetrics()
    let model: ServedModel
    let state = ServiceState()

    var predictor: Predictor { model.predictor }

    /// `ready` as for `predictor`.
    init(ready: [Bool] = [true], offer: DigitAPI.Offer = [.predictions, .metrics]) {
        self.init(model: ServedModel { Self.predictor(ready: ready) }, offer: offer)
    }

    init(model: ServedModel, offer: DigitAPI.Offer = [.predictions, .metrics]) {
        self.model = model
        api = DigitAPI(
            model: model, offer: offer,
            assets: StaticAssets(
                [StaticAssets.Entry(path: "/index.html", bytes: Self.page)], start: HTTPDate(unixSeconds: 0)),
            state: state, metrics: metrics
        ) { $0.sample("other", 1) }
    }

    /// `ready`: for every member, whether the recorded golden logits are those of the weights.
    static func predictor(ready: [Bool] = [true], seed: UInt64 = 7) -> Predictor {
        let architecture = Architecture.inkling
        func checkpoint(_ golden: [Float]) -> Checkpoint {
            Checkpoint(
                architecture: architecture,
                parameters: HeInitialization().parameters(for: architecture.layout, seed: seed),
                metadata: CheckpointMetadata(
                    inputMean: 0.1307, inputDeviation: 0.3081, temperature: 1,
                    rejection: EnergyRejection(threshold: -100, scale: 1), goldenLogits: golden,
                    notes: ["name": "untrained"]))
        }
        let golden = checkpoint([]).goldenLogits
        return Predictor(Classifier(ready.map { checkpoint($0 ? golden : golden.map { $0 + 1 }) }))
    }

    func send(_ method: HTTPMethod, _ path: String, type: String? = nil, body: [UInt8] = []) -> Reply {
        var fields = HTTPFields()
        if let type { fields["Content-Type"] = type }
        return Reply(
            api.respond(to: HTTPRequest(method: method, path: path, fields: fields, body: body), id: "r-1"))
    }

    func post(json: String) -> Reply {
        send(.post, "/predict", type: "application/json", body: Array(json.utf8))
    }

    func post(png: [UInt8]) -> Reply {
        send(.post, "/predict", type: "image/png", body: png)
    }
}

/// An answer whose JSON is looked at without the product's own types.
struct Reply {
    let response: HTTPResponse

    init(_ response: HTTPResponse) {
        self.response = response
    }

    var status: Int { response.status.code }
    var text: String { String(decoding: response.body, as: UTF8.self) }

    /// The body, read into `Value`.
    func decoded<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(response.body))
    }

    /// What the body says is wrong.
    var failure: Failure { get throws { try decoded() } }

    struct Failure: Decodable, Equatable {
        struct Body: Decodable, Equatable {
            var code: String
            var message: String
            var field: String?
        }
        var error: Body
        var requestId: String?
    }
}

/// Pictures to send.
enum Pictures {
    /// A light bar on dark.
    static let bar: [UInt8] = {
        var samples = [UInt16](repeating: 0, count: 28 * 28)
        for y in 4..<24 { for x in 12..<16 { samples[y * 28 + x] = 255 } }
        return PNGFile(width: 28, height: 28, colorType: .gray, bitDepth: 8, samples: samples).bytes
    }()

    /// A page full of dots, more than there could be digits.
    static let specks: [UInt8] = {
        let side = 240
        let samples = (0..<side * side).map {
            ($0 / side / 4 + $0 % side / 4) % 3 == 0 && $0 / side / 4 % 2 == 0 ? 0 : 255
        }
        return PNGFile(
            width: side, height: side, colorType: .gray, bitDepth: 8, samples: samples.map(UInt16.init)
        ).bytes
    }()

    /// A page without ink.
    static let blank = PNGFile(
        width: 9, height: 7, colorType: .gray, bitDepth: 1, samples: [UInt16](repeating: 1, count: 63)
    ).bytes

    /// A file whose header announces these sides, and that has no pixels.
    static func announcing(width: Int, height: Int) -> [UInt8] {
        let file = PNGFile(width: width, height: height, colorType: .gray, bitDepth: 8, samples: [])
        return PNGFile.assemble([.init("IHDR", file.headerData), .init("IDAT", [0]), .init("IEND")])
    }

    static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
