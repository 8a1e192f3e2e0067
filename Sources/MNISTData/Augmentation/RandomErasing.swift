/// Erases a rectangle of an image to ground (Zhong et al. 2020, "Random erasing data augmentation").
///
/// Most of a digit's picture is ground: the rectangle lies around a pixel drawn in proportion to its ink, so that it
/// takes a piece of a stroke.
enum RandomErasing {
    /// Erases with this probability; the sides are drawn from 1 to `largestSide` pixels.
    ///
    /// Takes four numbers of the stream, and one more in the end, whatever it does.
    static func apply(
        to image: inout MutableSpan<Float>, width: Int, height: Int, probability: Float, largestSide: Float,
        from stream: inout DistortionStream
    ) {
        precondition(image.count == width * height, "sizes agree")
        let isHit = stream.unit() < probability
        let sides = (1 + (largestSide - 1) * stream.unit(), 1 + (largestSide - 1) * stream.unit())
        let place = stream.unit()
        guard isHit, let centre = inkedPixel(of: image, at: place) else { return }
        let (columns, rows) = (Int(sides.0.rounded()), Int(sides.1.rounded()))
        let (left, top) = (centre % width - columns / 2, centre / width - rows / 2)
        for row in max(0, top)..<min(height, top + rows) {
            for column in max(0, left)..<min(width, left + columns) { image[row * width + column] = 0 }
        }
    }

    /// The pixel where this share of all ink has been counted, row by row; nil where there is none.
    private static func inkedPixel(of image: borrowing MutableSpan<Float>, at share: Float) -> Int? {
        var total: Float = 0
        for i in image.indices { unsafe total += image[unchecked: i] }
        var rest = share * total
        for i in image.indices {
            unsafe rest -= image[unchecked: i]
            if rest < 0 { return i }
        }
        return nil
    }
}
