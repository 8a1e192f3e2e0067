public import HTTPCore
import Raster

/// What a client may do here and how much of it, for pages and programs that would rather know than try.
struct Capabilities: Sendable {
    let model: ServedModel
    let terms: ServiceTerms

    /// `{"feedback", "key_required", "limits": {"body_bytes", "images", "pixels"}, "model": {"name", "version"}}`
    func respond(id: String) -> HTTPResponse {
        JSONAnswer.make(.ok, Answer(terms: terms, predictor: model.predictor), id: id)
    }

    private struct Answer: JSONWritable {
        let terms: ServiceTerms
        let predictor: Predictor

        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("feedback", false)
                json.member("key_required", terms.keyRequired)
                json.member("limits", Limits(body: terms.bodyLimit, pixels: predictor.limits.pixels))
                json.member("model", predictor.model)
            }
        }
    }

    private struct Limits: JSONWritable {
        let body: Int
        let pixels: Int

        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("body_bytes", body)
                json.member("images", PredictRequest.imageLimit)
                json.member("pixels", pixels)
            }
        }
    }
}

/// The terms on which others decide and the API only tells.
public struct ServiceTerms: Sendable {
    /// The largest body of a request, in bytes.
    public var bodyLimit: Int
    /// Whether predictions want a key.
    public var keyRequired: Bool

    /// As a server is where nothing is asked of it.
    public init(bodyLimit: Int = HTTPLimits().body, keyRequired: Bool = false) {
        self.bodyLimit = bodyLimit
        self.keyRequired = keyRequired
    }
}
