import Feedback
import HTTPCore
import Raster

/// `POST /feedback`: what a picture really is, kept for whoever trains the next model.
struct FeedbackEndpoint: Sendable {
    let model: ServedModel
    let folder: FeedbackFolder

    /// What the head alone tells against a request; nil where its body is wanted.
    static func refusal(of head: HTTPRequest) -> APIError? {
        do throws(APIError) {
            try PictureFormat.requireJSON(head.fields)
            return nil
        } catch {
            return error
        }
    }

    /// 201 and `{"id": "..."}`.
    func respond(to request: HTTPRequest, id: String) -> HTTPResponse {
        do throws(APIError) {
            try PictureFormat.requireJSON(request.fields)
            let said = try FeedbackRequest(decoding: request.body)
            let picture = try picture(in: said)
            return JSONAnswer.make(.created, Kept(id: try keep(picture, said)), id: id)
        } catch {
            return JSONAnswer.make(error, id: id)
        }
    }

    private func picture(in said: FeedbackRequest) throws(APIError) -> PixelImage {
        let bytes = try Base64Image(said.image, field: "image").bytes
        do throws(PNGError) {
            return try PNGDecoder(limits: model.predictor.limits).decode(bytes)
        } catch {
            throw APIError(error, field: "image")
        }
    }

    private func keep(_ picture: PixelImage, _ said: FeedbackRequest) throws(APIError) -> String {
        do throws(FeedbackFolder.Refusal) {
            return try folder.keep(
                picture, label: said.label, digit: said.digit, model: model.predictor.model.version)
        } catch {
            switch error {
            case .full:
                throw APIError(
                    .insufficientStorage, "feedback_full", "No more can be kept here; thank you all the same."
                )
            case .failed:
                // Why is for the log: it names a path of this machine.
                throw APIError(.internalServerError, "feedback_not_kept", "It could not be kept.")
            }
        }
    }

    private struct Kept: JSONWritable {
        let id: String

        func write(to json: inout JSONWriter) {
            json.object { $0.member("id", id) }
        }
    }
}
