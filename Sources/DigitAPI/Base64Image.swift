import HTTPCore

/// Picture bytes from the text of a JSON field: plain base64, or a `data:` URL (RFC 2397) of a PNG.
struct Base64Image {
    let bytes: [UInt8]

    /// - Throws: `APIError` that names `field`.
    init(_ text: ArraySlice<UInt8>, field: String) throws(APIError) {
        var payload = text
        // A scheme is case-insensitive (RFC 3986 §3.1).
        if Self.lowercased(payload.prefix(5)).elementsEqual("data:".utf8) {
            guard let comma = payload.firstIndex(of: UInt8(ascii: ",")) else {
                throw APIError(
                    .badRequest, "invalid_data_url", "The data: URL has no comma before its data.",
                    field: field)
            }
            guard Self.lowercased(payload[..<comma].dropFirst(5).suffix(7)).elementsEqual(";base64".utf8)
            else {
                throw APIError(
                    .badRequest, "invalid_data_url",
                    "The data: URL must be base64: data:image/png;base64,...",
                    field: field)
            }
            payload = payload[(comma + 1)...]
        }
        guard let decoded = Base64.decoded(payload) else {
            throw APIError(
                .badRequest, "invalid_base64",
                "The image is not base64 (RFC 4648 §4, with padding) nor a data: URL of it.", field: field)
        }
        guard !decoded.isEmpty else {
            throw APIError(.unprocessableContent, "empty_image", "The image has no bytes.", field: field)
        }
        bytes = decoded
    }

    /// ASCII letters in lower case.
    private static func lowercased(_ text: ArraySlice<UInt8>) -> some Sequence<UInt8> {
        text.lazy.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    }
}
