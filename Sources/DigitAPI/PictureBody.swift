import HTTPCore

/// The body of a request that sends pictures, by its Content-Type.
enum PictureBody {
    /// The bytes of one PNG file.
    case png([UInt8])
    /// `{"image": ...}` or `{"images": [...]}`.
    case json(PredictRequest)

    /// - Throws: `APIError` for another type, or JSON that asks for nothing that can be answered.
    init(_ request: HTTPRequest) throws(APIError) {
        switch Self.mediaType(request.fields["Content-Type"] ?? "") {
        case "image/png": self = .png(request.body)
        case "application/json": self = .json(try PredictRequest(decoding: request.body))
        default:
            throw APIError(
                .unsupportedMediaType, "unsupported_media_type",
                "Send Content-Type: application/json with {\"image\": \"<base64 PNG>\"}, or image/png with"
                    + " the bytes.",
                fields: ["Accept": "application/json, image/png"])
        }
    }

    /// Without its parameters, in lower case (RFC 9110 §8.3.1).
    private static func mediaType(_ value: String) -> String {
        let type = value.utf8.drop { $0 == 0x20 }.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 }
        return Substring(type).lowercased()
    }
}
