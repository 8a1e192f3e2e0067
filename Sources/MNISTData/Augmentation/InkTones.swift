/// Changes of an image's tones, pixel by pixel; ground stays ground, and all stays in 0...1.
enum InkTones {
    /// Multiplies the ink, and cuts at full ink.
    static func scale(_ image: inout MutableSpan<Float>, by factor: Float) {
        for i in image.indices { unsafe image[unchecked: i] = min(1, factor * image[unchecked: i]) }
    }

    /// Bends the tones by a cubic curve through ground, half and full ink, with slope `1 + amount` at the half:
    /// above 0 edges grow harder, below softer.
    ///
    /// - Precondition: `amount` is in -0.5...0.5, where the curve only rises.
    static func steepen(_ image: inout MutableSpan<Float>, by amount: Float) {
        for i in image.indices {
            let ink = unsafe image[unchecked: i]
            unsafe image[unchecked: i] = ink + 2 * amount * ink * (1 - ink) * (2 * ink - 1)
        }
    }

    /// Adds noise of this deviation, and cuts what leaves 0...1.
    static func roughen(
        _ image: inout MutableSpan<Float>, deviation: Float, from stream: inout DistortionStream
    ) {
        for i in image.indices {
            let ink = unsafe image[unchecked: i] + deviation * stream.nearlyNormal()
            unsafe image[unchecked: i] = max(0, min(1, ink))
        }
    }
}
