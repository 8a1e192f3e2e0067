import FoundationEssentials
import Raster

extension GrayImage {
    /// The picture as a PNG file in a `data:` URL (RFC 2397).
    var dataURL: String {
        "data:image/png;base64,\(Data(PNGEncoder().encode(self)).base64EncodedString())"
    }
}
