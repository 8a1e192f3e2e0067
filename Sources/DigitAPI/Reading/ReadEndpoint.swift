import HTTPCore
import Raster

/// `POST /read`: a picture of several digits, as JSON or as raw PNG bytes.
struct ReadEndpoint: Sendable {
    let reader: PageReader

    func respond(to request: HTTPRequest, id: String) -> HTTPResponse {
        do throws(APIError) {
            switch try PictureBody(request) {
            case .png(let bytes):
                return answer(try read(bytes, field: nil), id: id)
            case .json(let wanted):
                guard case .one(let text) = wanted.images else {
                    throw APIError(
                        .badRequest, "one_image", "Send one \"image\" at a time; /predict takes several.",
                        field: "images")
                }
                return answer(try read(try Base64Image(text, field: "image").bytes, field: "image"), id: id)
            }
        } catch {
            return JSONAnswer.make(error, id: id)
        }
    }

    private func read(_ bytes: [UInt8], field: String?) throws(APIError) -> Reading {
        var budget = reader.pixelBudget
        do throws(PNGError) {
            return try reader.read(bytes, budget: &budget)
        } catch {
            throw APIError(error, field: field)
        }
    }

    private func answer(_ reading: Reading, id: String) -> HTTPResponse {
        var reading = reading
        reading.requestID = id
        var response = JSONAnswer.make(.ok, reading)
        response.notes = ["digits": "\(reading.digits.count)", "accepted": "\(reading.accepted)"]
        return response
    }
}
