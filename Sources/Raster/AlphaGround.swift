/// Chooses what a transparent picture lies on.
///
/// A canvas saved with alpha holds ink and no paper, and the ink may be dark or light: the same bytes read as
/// nothing at all on the wrong ground. Where the drawn pixels are all much alike, the shape is in the alpha
/// channel and the ground must contrast with them. Where they differ, and cover most of the picture, they hold
/// paper and ink of their own (a scan with round corners), and the holes are filled with their median.
enum AlphaGround {
    /// The luminance, 0...255, to put under transparent pixels; for an opaque picture it does not matter.
    static func luminance(under image: PixelImage) -> Int {
        guard let alpha = image.alpha else { return 255 }
        let weights = histogram(of: image.luma, weighedBy: alpha)
        let total = weights.reduce(0, +)
        guard total > 0 else { return 255 }
        let mean = Double(zip(weights, 0...).reduce(0) { $0 + $1.0 * $1.1 }) / Double(total)
        let variance = zip(weights, 0...).reduce(0.0) {
            $0 + Double($1.0) * (Double($1.1) - mean) * (Double($1.1) - mean)
        }
        let spread = (variance / Double(total)).squareRoot()
        let covered = Double(total) / Double(image.width * image.height * 255)
        if spread > 24, covered > 0.5 { return median(of: weights, total: total) }
        return mean < 128 ? 255 : 0
    }

    /// How much alpha there is at each luminance.
    private static func histogram(of luma: [UInt8], weighedBy alpha: [UInt8]) -> [Int] {
        var result = [Int](repeating: 0, count: 256)
        for (level, weight) in zip(luma, alpha) { result[Int(level)] += Int(weight) }
        return result
    }

    private static func median(of weights: [Int], total: Int) -> Int {
        var seen = 0
        return weights.firstIndex { weight in
            seen += weight
            return seen * 2 >= total
        } ?? 255
    }
}
