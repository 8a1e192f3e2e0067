/// A photo's paper without what is written on it: light from one side, a vignette, the edges of a shadow or a table.
///
/// Paper is what remains when all that is narrow is filled. It scales what ink leaves of the light, so each pixel is
/// scaled to the light that the sheet has on the whole: a stroke is then as dark in the shadow as beside it.
struct LocalPaper {
    /// Whether what is filled is darker than the paper.
    let inkIsDark: Bool

    /// The luminance of the paper at each pixel.
    private let light: Plane<UInt8>

    /// The paper of a picture whose ink is known to be dark, or light.
    init(of plane: Plane<UInt8>, inkIsDark: Bool) {
        self.init(smooth: MedianFilter.applied(to: plane), inkIsDark: inkIsDark)
    }

    /// The paper of a picture whose ink may be either: the smoother one.
    ///
    /// Paper filled as if it were ink shows the square that it was filled with at each stroke.
    init(of plane: Plane<UInt8>) {
        let smooth = MedianFilter.applied(to: plane)
        let (dark, light) = (Self(smooth: smooth, inkIsDark: true), Self(smooth: smooth, inkIsDark: false))
        self = dark.light.meanSquareStep <= light.light.meanSquareStep ? dark : light
    }

    /// - Parameter smooth: the picture without its noise, which would lift the paper, the largest value nearby.
    private init(smooth: Plane<UInt8>, inkIsDark: Bool) {
        self.inkIsDark = inkIsDark
        let plane = inkIsDark ? smooth : smooth.inverted
        let radius = max(plane.bounds.longestSide / Self.strokesPerSide, Self.leastRadius)
        let filled = Closing.of(plane, radius: radius, outside: radius / 2)
        let kept = Closing.of(plane, radius: radius, outside: radius)
        var light = inkIsDark ? filled : filled.inverted
        // Along the edge, what is filled by little is light that falls off, what is filled by much is a stroke.
        for index in light.values.indices where kept.values[index] != filled.values[index] {
            let falling = inkIsDark ? kept.values[index] : ~kept.values[index]
            let (less, more) = (
                min(light.values[index], falling), max(light.values[index], falling)
            )
            if Int(more - less) * Self.fall <= Int(more) { light.values[index] = falling }
        }
        self.light = light
    }

    /// Light falls off by less than this part of itself within half a stroke's width.
    private static let fall = 5

    /// A stroke is narrower than twice this share of the picture.
    private static let strokesPerSide = 8

    /// In pixels.
    private static let leastRadius = 3

    /// Whether all but a few pixels have paper of about one luminance.
    ///
    /// - Parameter tolerance: how far apart the lightest and the darkest paper may be, in grey levels.
    func isEven(within tolerance: Double) -> Bool {
        let histogram = Histogram(light)
        return Double(histogram.quantile(1 - Self.few) - histogram.quantile(Self.few)) <= tolerance
    }

    /// The share of pixels at either end that do not count for evenness.
    private static let few = 0.03

    /// The picture in even light.
    func evened(_ plane: Plane<UInt8>) -> Plane<UInt8> {
        let seen = Float(Histogram(light).quantile(0.5))
        // Where the paper is light, what is darker has more levels, and what is lighter less room: the sheet is
        // taken for one in good light.
        let typical = inkIsDark ? max(seen, Self.lightPaper) : seen
        var result = plane
        var pixels = result.values.mutableSpan
        let papers = light.values.span
        for index in 0..<min(pixels.count, papers.count) {
            let paper = unsafe Float(papers[unchecked: index])
            let difference = unsafe (Float(pixels[unchecked: index]) - paper) / max(paper, Self.darkest)
            unsafe pixels[unchecked: index] = UInt8(nearest: min(max(typical * (1 + difference), 0), 255))
        }
        return result
    }

    /// The luminance of paper in good light.
    private static let lightPaper: Float = 160

    /// Paper darker than this is not told from black; dividing by it would only raise its noise.
    private static let darkest: Float = 0.15 * 255
}
