import Raster

/// Sends an image the road of a picture that is served, so that what was done to it is met as the server meets it: a
/// line across the digit, for one, makes its box larger.
struct ServedView: Sendable {
    private let normalizer = DigitNormalizer()
    private let width: Int
    private let height: Int

    /// Prepares for images of a size.
    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
    }

    /// Normalises the image with this probability, light ink on dark; it stays as it is where no ink is found or the
    /// images are of another size than normalised digits.
    ///
    /// Takes one number of the stream.
    func apply(to image: inout MutableSpan<Float>, probability: Float, from stream: inout DistortionStream) {
        guard stream.unit() < probability else { return }
        let luma = image.indices.map { UInt8((255 * image[$0]).rounded()) }
        let digit = normalizer.normalize(PixelImage(width: width, height: height, luma: luma))
        guard let digit, digit.pixels.count == image.count else { return }
        for index in image.indices { image[index] = digit.pixels[index] }
    }
}
