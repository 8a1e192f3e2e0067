import HTTPCore

/// The JSON body of `POST /predict`.
struct PredictRequest: Sendable {
    /// One picture, or several that are answered in order; texts are slices of the body.
    enum Images: Sendable {
        case one(ArraySlice<UInt8>)
        /// nil where an element is no string: an error in its place, not for the rest.
        case several([ArraySlice<UInt8>?])
    }

    let images: Images
    let detail: PredictionDetail

    var imageCount: Int {
        switch images {
        case .one: 1
        case .several(let texts): texts.count
        }
    }

    /// The most pictures in one request.
    static let imageLimit = 256

    /// - Throws: `APIError` that names the field.
    init(decoding body: [UInt8]) throws(APIError) {
        let members = try PredictMembers(body)
        let image = try members.text(.image)
        let several = try members.texts(.images)
        switch (image, several) {
        case (let image?, nil): images = .one(image)
        case (nil, let several?):
            guard !several.isEmpty else {
                throw APIError(
                    .unprocessableContent, "empty_batch", "The list has no images.", field: "images")
            }
            guard several.count <= Self.imageLimit else {
                throw APIError(
                    .unprocessableContent, "too_many_images",
                    "The list has more than \(Self.imageLimit) images; send them in several requests.",
                    field: "images")
            }
            images = .several(several)
        case (nil, nil):
            throw APIError(
                .badRequest, "missing_field",
                "The body needs \"image\" (base64 PNG or data: URL) or \"images\".",
                field: "image")
        case (_?, _?):
            throw APIError(
                .badRequest, "conflicting_fields", "Send either \"image\" or \"images\".", field: "images")
        }
        detail = try Self.detail(members)
    }

    private static func detail(_ members: PredictMembers) throws(APIError) -> PredictionDetail {
        var detail = PredictionDetail()
        if let topK = try members.wholeNumber(.topK) { detail.topK = topK }
        guard PredictionDetail.topKRange.contains(detail.topK) else {
            throw APIError(
                .badRequest, "out_of_range",
                "top_k is \(detail.topK), it must be in \(PredictionDetail.topKRange).", field: "top_k")
        }
        if let steps = try members.steps(.explain) { detail.steps = steps }
        if let saliency = try members.bool(.saliency) { detail.saliency = saliency }
        if let activations = try members.bool(.activations) { detail.activations = activations }
        return detail
    }
}
