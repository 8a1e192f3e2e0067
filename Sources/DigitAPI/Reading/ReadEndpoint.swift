import HTTPCore
import Raster

/// `POST /read`: a picture of several digits, as JSON or as raw PNG bytes.
struct ReadEndpoint: Sendable {
    let model: ServedModel
    let metrics: ServiceMetrics

    func respond(to request: HTTPRequest, id: String, queueTime: Duration) -> HTTPResponse {
        do throws(APIError) {
            let body = try PictureBody(request)
            metrics.began(images: body.imageCount, queueTime: queueTime)
            switch body {
            case .png(let bytes):
                return answer(
                    try metrics.countingFailures { () throws(APIError) in try read(bytes, field: nil) },
                    id: id)
            case .json(let wanted):
                guard case .one(let text) = wanted.images else {
                    throw APIError(
                        .badRequest, "one_image", "Send one \"image\" at a time; /predict takes several.",
                        field: "images")
                }
                let reading = try metrics.countingFailures { () throws(APIError) in
                    try read(try Base64Image(text, field: "image").bytes, field: "image")
                }
                return answer(reading, id: id)
            }
        } catch {
            return JSONAnswer.make(error, id: id)
        }
    }

    private func read(_ bytes: [UInt8], field: String?) throws(APIError) -> Reading {
        let reader = PageReader(model.predictor)
        var budget = reader.pixelBudget
        do throws(PNGError) {
            let reading = try reader.read(bytes, budget: &budget)
            metrics.read(reading)
            return reading
        } catch {
            throw APIError(error, field: field)
        }
    }

    private func answer(_ reading: Reading, id: String) -> HTTPResponse {
        var reading = reading
        reading.requestID = id
        var response = JSONAnswer.make(.ok, reading, id: id)
        response.notes = ["digits": "\(reading.digits.count)", "accepted": "\(reading.accepted)"]
        return response
    }
}
