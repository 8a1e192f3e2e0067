/// Makes every stroke of a digit equally dark and its edges one pixel soft.
///
/// A thin pen reduced in size, or a pencil pressed lightly, leaves strokes of varying grey; a small digit enlarged
/// has edges as wide as its strokes. Where such a stroke ends is a question of its own darkness, not of the page's.
enum EvenStroke {
    /// - Parameter reach: how far, in pixels, a stroke's darkest point is looked for: about a stroke's width.
    /// - Precondition: the ink has a margin of at least `reach` pixels of zero, and keeps it.
    static func applied(to ink: Plane<Float>, reach: Int) -> Plane<Float> {
        var even = LocalMaximum.of(ink, radius: reach)
        for index in 0..<min(even.values.count, ink.values.count) {
            even.values[index] = ink.values[index] / max(even.values[index], faintest)
        }
        return sharpened(even)
    }

    /// What is fainter than this against the digit's darkest ink is not raised to full ink.
    private static let faintest: Float = 0.25

    /// Each edge moved into one pixel, where the ink passes one half: a value is replaced by its distance from
    /// one half, measured along the slope.
    private static func sharpened(_ ink: Plane<Float>) -> Plane<Float> {
        var result = ink
        // A pixel of the margin has a neighbour in another row, which is zero too.
        let (pixels, width) = (ink.values.span, ink.width)
        var sharp = result.values.mutableSpan
        for index in width..<max(pixels.count - width, width) {
            let (dx, dy) = unsafe (
                pixels[unchecked: index &+ 1] - pixels[unchecked: index &- 1],
                pixels[unchecked: index &+ width] - pixels[unchecked: index &- width]
            )
            let slope = max((dx * dx + dy * dy).squareRoot() / 2, 1e-3)
            let value = unsafe 0.5 + (pixels[unchecked: index] - 0.5) / slope
            unsafe sharp[unchecked: index] = min(max(value, 0), 1)
        }
        return result
    }
}
