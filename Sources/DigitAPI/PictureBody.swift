import HTTPCore

/// The body of a request that sends pictures, by its Content-Type.
enum PictureBody {
    /// The bytes of one PNG file.
    case png([UInt8])
    /// `{"image": ...}` or `{"images": [...]}`.
    case json(PredictRequest)

    /// - Throws: `APIError` for another type, or JSON that asks for nothing that can be answered.
    init(_ request: HTTPRequest) throws(APIError) {
        switch try PictureFormat(request.fields) {
        case .png: self = .png(request.body)
        case .json: self = .json(try PredictRequest(decoding: request.body))
        }
    }

    /// Pictures in it.
    var imageCount: Int {
        switch self {
        case .png: 1
        case .json(let wanted): wanted.imageCount
        }
    }

    /// What the head alone tells against a request whose body is still to come.
    static func refusal(of head: HTTPRequest) -> APIError? {
        do throws(APIError) {
            _ = try PictureFormat(head.fields)
            return nil
        } catch {
            return error
        }
    }
}
