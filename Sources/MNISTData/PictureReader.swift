import Files
import Raster

/// Reads PNG files as the network's images: one of 28x28 as it is, light ink on dark as MNIST's, every other by the
/// road that a served picture goes.
struct PictureReader: Sendable {
    /// The sides of an image, in pixels.
    static let side = NormalizedDigit.side

    /// Bytes that a file may have: those of the most pixels that are read, 16 bits a sample, which do not compress.
    private static let byteLimit = 128 << 20

    private let decoder = PNGDecoder()
    private let normalizer = DigitNormalizer()

    /// Images one after the other.
    struct Piece: Sendable {
        /// `side * side` bytes for each.
        var pixels: [UInt8] = []
        /// How many were taken as they are.
        var plainCount = 0
        /// The sum of their pixels.
        var plainInk = 0
        /// The files that gave none.
        var unusable: [UnusablePicture] = []
    }

    /// Reads a file to the end of `piece`, or notes there why it cannot be used.
    func read(_ path: String, into piece: inout Piece) {
        do throws(UnusablePicture) {
            try append(path, to: &piece)
        } catch {
            piece.unusable.append(error)
        }
    }

    private func append(_ path: String, to piece: inout Piece) throws(UnusablePicture) {
        let image = try decoded(path)
        if image.width == Self.side, image.height == Self.side, image.alpha == nil {
            piece.pixels += image.luma
            piece.plainCount += 1
            piece.plainInk += image.luma.reduce(0) { $0 + Int($1) }
        } else if let digit = normalizer.normalize(image) {
            piece.pixels += digit.image.pixels
        } else {
            throw UnusablePicture(file: path, reason: .blank)
        }
    }

    private func decoded(_ path: String) throws(UnusablePicture) -> PixelImage {
        let bytes: [UInt8]
        do throws(UnreadableFile) {
            bytes = try FileChunks.contents(of: path, limit: Self.byteLimit)
        } catch {
            throw UnusablePicture(file: path, reason: .unreadable(error.reason))
        }
        do throws(PNGError) {
            return try decoder.decode(bytes)
        } catch {
            throw UnusablePicture(file: path, reason: .unsound(error))
        }
    }
}
