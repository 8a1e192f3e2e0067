import HTTPCore
import Raster

extension APIError {
    /// What is wrong with a picture: 422 where the file is sound but too much or nothing, 400 otherwise.
    init(_ error: PNGError, field: String?) {
        switch error {
        case .empty: self.init(.unprocessableContent, "empty_image", "The image has no bytes.", field: field)
        case .notPNG:
            self.init(
                .badRequest, "not_png", "The image is not a PNG file; convert it to PNG first.", field: field)
        case .truncated, .malformed:
            self.init(.badRequest, "damaged_png", Self.sentence(error), field: field)
        case .zeroSize:
            self.init(.unprocessableContent, "empty_image", Self.sentence(error), field: field)
        case .sideTooLong, .tooManyPixels:
            self.init(.unprocessableContent, "image_too_large", Self.sentence(error), field: field)
        }
    }

    private static func sentence(_ error: PNGError) -> String {
        let text = error.description
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}
