import HTTPCore
import Raster

/// `POST /predict`: a picture or a list of them, as JSON or as raw PNG bytes.
struct PredictEndpoint: Sendable {
    let predictor: Predictor

    func respond(to request: HTTPRequest, id: String) -> HTTPResponse {
        var budget = predictor.pixelBudget
        do throws(APIError) {
            switch try PictureBody(request) {
            case .png(let bytes):
                return answer(try predict(bytes, topK: 3, explain: false, field: nil, &budget), id: id)
            case .json(let wanted):
                switch wanted.images {
                case .one(let text):
                    let image = try Base64Image(text, field: "image")
                    let prediction = try predict(
                        image.bytes, topK: wanted.topK, explain: wanted.explain, field: "image", &budget)
                    return answer(prediction, id: id)
                case .several(let texts):
                    let results = texts.enumerated().map { result(of: $1, at: $0, wanted, &budget) }
                    var response = JSONAnswer.make(.ok, Batch(predictions: results, requestID: id))
                    response.notes["images"] = "\(results.count)"
                    return response
                }
            }
        } catch {
            return JSONAnswer.make(error, id: id)
        }
    }

    /// `{"predictions": [...]}`
    private struct Batch: JSONWritable {
        let predictions: [Result]
        let requestID: String

        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("predictions", predictions)
                json.member("request_id", requestID)
            }
        }
    }

    /// A prediction, or the error in its place.
    private enum Result: JSONWritable {
        case prediction(Prediction)
        case failure(APIError)

        func write(to json: inout JSONWriter) {
            switch self {
            case .prediction(let prediction): prediction.write(to: &json)
            case .failure(let error): JSONAnswer.Failure(error: error).write(to: &json)
            }
        }
    }

    private func result(
        of text: ArraySlice<UInt8>?, at index: Int, _ wanted: PredictRequest, _ budget: inout Int
    ) -> Result {
        let field = "images[\(index)]"
        do throws(APIError) {
            guard let text else {
                throw APIError(.badRequest, "wrong_type", "\"\(field)\" must be a string.", field: field)
            }
            let image = try Base64Image(text, field: field)
            return .prediction(
                try predict(image.bytes, topK: wanted.topK, explain: wanted.explain, field: field, &budget))
        } catch {
            return .failure(error)
        }
    }

    private func predict(
        _ bytes: [UInt8], topK: Int, explain: Bool, field: String?, _ budget: inout Int
    ) throws(APIError) -> Prediction {
        do throws(PNGError) {
            return try predictor.predict(bytes, topK: topK, explain: explain, budget: &budget)
        } catch {
            throw APIError(error, field: field)
        }
    }

    private func answer(_ prediction: Prediction, id: String) -> HTTPResponse {
        var prediction = prediction
        prediction.requestID = id
        var response = JSONAnswer.make(.ok, prediction)
        response.notes = [
            "digit": "\(prediction.digit)", "accepted": "\(prediction.accepted)",
            "decode_ms": "\(prediction.timing.decode)", "normalize_ms": "\(prediction.timing.normalize)",
            "infer_ms": "\(prediction.timing.infer)",
        ]
        return response
    }
}
