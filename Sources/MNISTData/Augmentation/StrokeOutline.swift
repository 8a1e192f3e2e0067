/// Leaves of each stroke only its edges, as of a hollow letter or a picture after edge detection.
///
/// The morphological gradient (Rivest, Soille and Beucher 1993): what lies between an image and itself a pixel wider,
/// or a pixel narrower.
struct StrokeOutline: Sendable {
    private let width: Int
    private let height: Int
    private var before: [Float]

    /// Prepares for images of a size.
    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        before = [Float](repeating: 0, count: width * height)
    }

    /// Leaves the edges with this probability: those outside of the strokes, or those inside.
    ///
    /// Takes two numbers of the stream.
    mutating func apply(
        to image: inout MutableSpan<Float>, probability: Float, from stream: inout DistortionStream
    ) {
        precondition(image.count == before.count, "sizes agree")
        let isHit = stream.unit() < probability
        let isOutside = stream.unit() < 0.5
        guard isHit else { return }
        for index in before.indices { before[index] = image[index] }
        for y in 0..<height {
            for x in 0..<width {
                let ink = before[y * width + x]
                var (least, most) = (ink, ink)
                for row in max(y - 1, 0)...min(y + 1, height - 1) {
                    for column in max(x - 1, 0)...min(x + 1, width - 1) {
                        least = min(least, before[row * width + column])
                        most = max(most, before[row * width + column])
                    }
                }
                image[y * width + x] = isOutside ? most - ink : ink - least
            }
        }
    }
}
