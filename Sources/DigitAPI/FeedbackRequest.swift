import HTTPCore

/// The JSON body of `POST /feedback`: `{"image": "...", "label": 0...9 or null, "digit"?: 0...9}`.
struct FeedbackRequest: Sendable {
    private enum Member: String, CaseIterable {
        case image, label, digit
    }

    /// Base64 of a PNG, or a `data:` URL: a slice of the body.
    let image: ArraySlice<UInt8>
    /// What it is; nil for no digit.
    let label: Int?
    /// What was answered, where the client says so.
    let digit: Int?

    /// - Throws: `APIError` that names the field.
    init(decoding body: [UInt8]) throws(APIError) {
        let members = try BodyMembers<Member>(body)
        guard let image = try members.text(.image) else {
            throw APIError(
                .badRequest, "missing_field", "The body needs \"image\" (base64 PNG or data: URL).",
                field: "image")
        }
        guard !members.isMissing(.label) else {
            throw APIError(
                .badRequest, "missing_field",
                "The body needs \"label\": the digit that it is, 0 to 9, or null where it is none.",
                field: "label")
        }
        self.image = image
        label = try Self.digit(.label, members)
        digit = try Self.digit(.digit, members)
    }

    private static func digit(_ name: Member, _ members: BodyMembers<Member>) throws(APIError) -> Int? {
        guard let digit = try members.wholeNumber(name) else { return nil }
        guard (0...9).contains(digit) else {
            throw APIError(
                .badRequest, "out_of_range", "\(name) is \(digit), it must be in 0...9, or null.",
                field: name.rawValue)
        }
        return digit
    }
}
