import DigitModel
import FoundationEssentials
import HTTPCore

/// The JSON body of `POST /predict`.
struct PredictRequest: Sendable {
    /// One picture, or several that are answered in order.
    enum Images: Sendable {
        case one(String)
        /// nil where an element is no string: an error in its place, not for the rest.
        case several([String?])
    }

    let images: Images
    let topK: Int
    let explain: Bool

    /// The most pictures in one request.
    static let imageLimit = 256

    /// - Throws: `APIError` that names the field.
    init(decoding body: [UInt8]) throws(APIError) {
        let fields: Fields
        do {
            fields = try JSONDecoder().decode(Fields.self, from: Data(body))
        } catch let error as DecodingError {
            throw Self.explain(error)
        } catch {
            throw APIError(.badRequest, "invalid_json", "The body is not JSON.")
        }
        switch (fields.image, fields.images) {
        case (let image?, nil): images = .one(image)
        case (nil, let several?):
            guard !several.texts.isEmpty else {
                throw APIError(
                    .unprocessableContent, "empty_batch", "The list has no images.", field: "images")
            }
            guard several.texts.count <= Self.imageLimit else {
                throw APIError(
                    .unprocessableContent, "too_many_images",
                    "The list has more than \(Self.imageLimit) images; send them in several requests.",
                    field: "images")
            }
            images = .several(several.texts)
        case (nil, nil):
            throw APIError(
                .badRequest, "missing_field",
                "The body needs \"image\" (base64 PNG or data: URL) or \"images\".",
                field: "image")
        case (_?, _?):
            throw APIError(
                .badRequest, "conflicting_fields", "Send either \"image\" or \"images\".", field: "images")
        }
        guard let topK = fields.topK.map(\.value) ?? 3 else {
            throw APIError(.badRequest, "wrong_type", "\"top_k\" must be a whole number.", field: "top_k")
        }
        guard (1...Architecture.classes).contains(topK) else {
            throw APIError(
                .badRequest, "out_of_range", "top_k is \(topK), it must be in 1...\(Architecture.classes).",
                field: "top_k")
        }
        self.topK = topK
        explain = fields.explain ?? false
    }

    private struct Fields: Decodable {
        var image: String?
        var images: Elements?
        var topK: WholeNumber?
        var explain: Bool?

        enum CodingKeys: String, CodingKey {
            case image, images, explain
            case topK = "top_k"
        }
    }

    /// The number of `top_k`, or nil for anything but a whole number: left alone, the decoder blames one with a
    /// fraction or with too many digits on the whole body.
    private struct WholeNumber: Decodable {
        let value: Int?

        init(from decoder: any Decoder) throws {
            do {
                value = try decoder.singleValueContainer().decode(Int.self)
            } catch {
                value = nil
            }
        }
    }

    /// The elements of `images`: their texts, nil for anything but a string; at most one more than the limit, so
    /// that a list of millions costs no more than a list too long by one.
    private struct Elements: Decodable {
        var texts: [String?] = []

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            while !container.isAtEnd, texts.count <= PredictRequest.imageLimit {
                texts.append(try container.decode(Element.self).text)
            }
        }
    }

    private struct Element: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            do {
                text = try container.decode(String.self)
            } catch DecodingError.typeMismatch, DecodingError.valueNotFound {
                text = nil
            }
        }
    }

    private static func explain(_ error: DecodingError) -> APIError {
        switch error {
        case .typeMismatch(_, let context) where !context.codingPath.isEmpty,
            .valueNotFound(_, let context) where !context.codingPath.isEmpty,
            .dataCorrupted(let context) where !context.codingPath.isEmpty:
            let field = context.codingPath[0].stringValue
            let needs =
                switch field {
                case "image": "a string"
                case "images": "a list of strings"
                default: "true or false"
                }
            return APIError(.badRequest, "wrong_type", "\"\(field)\" must be \(needs).", field: field)
        case .typeMismatch, .valueNotFound:
            return APIError(.badRequest, "not_an_object", "The body must be a JSON object.")
        default: return APIError(.badRequest, "invalid_json", "The body is not JSON.")
        }
    }
}
