/// Chooses what a transparent picture lies on, and lays it there.
///
/// A canvas saved with alpha holds ink and no paper, and the ink may be dark or light: the same bytes read as
/// nothing at all on the wrong ground. Where the drawn pixels are all much alike, the shape is in the alpha
/// channel and the ground must contrast with them. Where they differ, and cover most of the picture, they hold
/// paper and ink of their own (a scan with round corners), and the holes are filled with their median.
enum AlphaGround {
    /// The picture's luma on the ground that suits it.
    static func luma(of image: PixelImage) -> Plane<UInt8> {
        var result = Plane(width: image.width, height: image.height, values: image.luma)
        guard let alpha = image.alpha else { return result }
        let ground = UInt16(level(under: image.luma, alpha: alpha))
        var pixels = result.values.mutableSpan
        let opacity = alpha.span
        for index in 0..<min(pixels.count, opacity.count) {
            let share = UInt16(opacity[index])
            pixels[index] = divided(UInt16(pixels[index]) &* share &+ ground &* (255 &- share))
        }
        return result
    }

    /// A product of bytes over 255, rounded.
    @inline(__always)
    private static func divided(_ product: UInt16) -> UInt8 {
        // 65,025 + 128 fits; (n + n/256)/256 is n/255 for all of these.
        let rounded = product &+ 128
        return UInt8(truncatingIfNeeded: (rounded &+ (rounded >> 8)) >> 8)
    }

    /// The luminance to put under transparent pixels.
    static func level(under luma: [UInt8], alpha: [UInt8]) -> Int {
        let weights = histogram(of: luma, weighedBy: alpha)
        guard weights.total > 0 else { return 255 }
        let mean = weights.mean(in: 0...255)
        let variance = zip(weights.counts, 0...).reduce(0.0) {
            $0 + Double($1.0) * (Double($1.1) - mean) * (Double($1.1) - mean)
        }
        let spread = (variance / Double(weights.total)).squareRoot()
        let covered = Double(weights.total) / Double(luma.count * 255)
        if spread > 24, covered > 0.5 { return weights.quantile(0.5) }
        return mean < 128 ? 255 : 0
    }

    /// How much alpha there is at each luminance.
    static func histogram(of luma: [UInt8], weighedBy alpha: [UInt8]) -> Histogram {
        var counts = [Int](repeating: 0, count: 256)
        let (levels, weights) = (luma.span, alpha.span)
        var index = 0
        while index < min(levels.count, weights.count) {
            if let eight = EightBytes(weights, at: index), eight.areZero {
                index += 8
            } else if let eight = EightBytes(levels, at: index), let opacity = EightBytes(weights, at: index),
                eight.areAlike
            {
                counts[Int(levels[index])] += opacity.sum
                index += 8
            } else {
                counts[Int(levels[index])] += Int(weights[index])
                index += 1
            }
        }
        return Histogram(counts: counts)
    }
}
