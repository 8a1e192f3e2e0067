import FoundationEssentials
import HTTPCore

/// Picture bytes from the text of a JSON field: plain base64, or a `data:` URL (RFC 2397) of a PNG.
struct Base64Image {
    let bytes: [UInt8]

    /// - Throws: `APIError` that names `field`.
    init(_ text: String, field: String) throws(APIError) {
        var payload = Substring(text)
        // A scheme is case-insensitive (RFC 3986 §3.1).
        if payload.prefix("data:".count).lowercased() == "data:" {
            guard let comma = payload.firstIndex(of: ",") else {
                throw APIError(
                    .badRequest, "invalid_data_url", "The data: URL has no comma before its data.",
                    field: field)
            }
            let header = payload[..<comma].dropFirst("data:".count).lowercased()
            guard header.hasSuffix(";base64") else {
                throw APIError(
                    .badRequest, "invalid_data_url",
                    "The data: URL must be base64: data:image/png;base64,...",
                    field: field)
            }
            payload = payload[payload.index(after: comma)...]
        }
        // Encoders that follow MIME (RFC 2045 §6.8) break lines.
        var digits = Array(payload.utf8)
        digits.removeAll { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }
        guard !digits.isEmpty else {
            throw APIError(.unprocessableContent, "empty_image", "The image has no bytes.", field: field)
        }
        guard let data = Data(base64Encoded: Data(digits)) else {
            throw APIError(
                .badRequest, "invalid_base64",
                "The image is not base64 (RFC 4648 §4, with padding) nor a data: URL of it.", field: field)
        }
        bytes = [UInt8](data)
    }
}
