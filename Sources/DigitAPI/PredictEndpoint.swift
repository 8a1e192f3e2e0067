import HTTPCore
import Raster

/// `POST /predict`: a picture or a list of them, as JSON or as raw PNG bytes.
struct PredictEndpoint: Sendable {
    let model: ServedModel
    let metrics: ServiceMetrics

    func respond(to request: HTTPRequest, id: String, queueTime: Duration) -> HTTPResponse {
        // All pictures of a request are read by one model, whatever takes its place meanwhile.
        let predictor = model.predictor
        var budget = predictor.pixelBudget
        do throws(APIError) {
            let body = try PictureBody(request)
            metrics.began(images: body.imageCount, queueTime: queueTime)
            switch body {
            case .png(let bytes):
                let prediction = try metrics.countingFailures { () throws(APIError) in
                    try predict(bytes, by: predictor, topK: 3, explain: false, field: nil, &budget)
                }
                return answer(prediction, id: id)
            case .json(let wanted):
                switch wanted.images {
                case .one(let text):
                    let prediction = try metrics.countingFailures { () throws(APIError) in
                        try predict(text, wanted, by: predictor, field: "image", &budget)
                    }
                    return answer(prediction, id: id)
                case .several(let texts):
                    let results = texts.enumerated().map {
                        result(of: $1, at: $0, wanted, by: predictor, &budget)
                    }
                    var response = JSONAnswer.make(.ok, Batch(predictions: results, requestID: id), id: id)
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
        of text: ArraySlice<UInt8>?, at index: Int, _ wanted: PredictRequest, by predictor: Predictor,
        _ budget: inout Int
    ) -> Result {
        let field = "images[\(index)]"
        do throws(APIError) {
            return .prediction(
                try metrics.countingFailures { () throws(APIError) in
                    guard let text else {
                        throw APIError(
                            .badRequest, "wrong_type", "\"\(field)\" must be a string.", field: field)
                    }
                    return try predict(text, wanted, by: predictor, field: field, &budget)
                })
        } catch {
            return .failure(error)
        }
    }

    /// Predicts what a base64 text holds.
    private func predict(
        _ text: ArraySlice<UInt8>, _ wanted: PredictRequest, by predictor: Predictor, field: String,
        _ budget: inout Int
    ) throws(APIError) -> Prediction {
        try predict(
            try Base64Image(text, field: field).bytes, by: predictor, topK: wanted.topK,
            explain: wanted.explain,
            field: field, &budget)
    }

    private func predict(
        _ bytes: [UInt8], by predictor: Predictor, topK: Int, explain: Bool, field: String?,
        _ budget: inout Int
    ) throws(APIError) -> Prediction {
        do throws(PNGError) {
            let prediction = try predictor.predict(bytes, topK: topK, explain: explain, budget: &budget)
            metrics.predicted(prediction)
            return prediction
        } catch {
            throw APIError(error, field: field)
        }
    }

    private func answer(_ prediction: Prediction, id: String) -> HTTPResponse {
        var prediction = prediction
        prediction.requestID = id
        var response = JSONAnswer.make(.ok, prediction, id: id)
        response.notes = [
            "digit": "\(prediction.digit)", "accepted": "\(prediction.accepted)",
            "decode_ms": "\(prediction.timing.decode)", "normalize_ms": "\(prediction.timing.normalize)",
            "infer_ms": "\(prediction.timing.infer)",
        ]
        return response
    }
}
