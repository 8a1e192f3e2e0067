/// A look through frosted glass: blurred, neighbouring pixels exchanged at random, and blurred again (severity 1 of 5).
struct GlassBlur {
    /// The deviation of both blurs, in pixels.
    var sigma: Float = 0.7
    /// How often every pixel may be exchanged.
    var rounds = 2

    func applied(to ink: InkPlane, using generator: inout some RandomNumberGenerator) -> InkPlane {
        let blur = GaussianFilter(sigma: sigma)
        var shuffled = blur.applied(to: ink)
        for _ in 0..<rounds {
            // From the far corner on, as a pixel may move on with those that come after it.
            for y in (2..<ink.height).reversed() {
                for x in (2..<ink.width).reversed() where generator.unit() < 0.5 {
                    let (left, up) = (generator.whole(0..<2), generator.whole(0..<2))
                    shuffled.values.swapAt(y * ink.width + x, (y - up) * ink.width + x - left)
                }
            }
        }
        return blur.applied(to: shuffled)
    }
}
