import HTTPCore

/// In which form a request has its pictures, by what its head says of the body.
enum PictureFormat {
    /// The bytes of one PNG file.
    case png
    /// An object with one picture or several in base64.
    case json

    /// - Throws: 415 where it is neither, or compressed (RFC 9110 §15.5.16): a PNG is, and of JSON nobody asks it.
    init(_ fields: HTTPFields) throws(APIError) {
        try Self.refuseCompressed(fields)
        switch Self.mediaType(fields["Content-Type"] ?? "") {
        case "image/png": self = .png
        case "application/json": self = .json
        default:
            throw APIError(
                .unsupportedMediaType, "unsupported_media_type",
                "Send Content-Type: application/json with {\"image\": \"<base64 PNG>\"}, or image/png with the bytes.",
                fields: ["Accept": "application/json, image/png"])
        }
    }

    /// Refuses all but JSON, where more is to be said than a PNG can.
    ///
    /// - Throws: 415.
    static func requireJSON(_ fields: HTTPFields) throws(APIError) {
        try refuseCompressed(fields)
        guard mediaType(fields["Content-Type"] ?? "") == "application/json" else {
            throw APIError(
                .unsupportedMediaType, "unsupported_media_type", "Send JSON, Content-Type: application/json.",
                fields: ["Accept": "application/json"])
        }
    }

    private static func refuseCompressed(_ fields: HTTPFields) throws(APIError) {
        guard fields.members(of: "Content-Encoding").allSatisfy({ $0.lowercased() == "identity" }) else {
            throw APIError(
                .unsupportedMediaType, "unsupported_content_encoding",
                "Send the body without Content-Encoding.",
                fields: ["Accept-Encoding": "identity"])
        }
    }

    /// Without its parameters, in lower case (RFC 9110 §8.3.1).
    private static func mediaType(_ value: String) -> String {
        let type = value.utf8.drop { $0 == 0x20 }.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 }
        return Substring(type).lowercased()
    }
}
