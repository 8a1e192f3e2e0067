/// How much ink each pixel holds, 0...255, whatever the paper is like.
///
/// On even paper (a canvas, a scan, MNIST itself) ink is the difference from the paper, so that anti-aliased edges
/// keep their grey. On uneven paper (a photo) the light is evened out first.
struct InkMap {
    var ink: Plane<UInt8>

    /// What the ink was told from.
    let paper: Paper

    /// Whether the paper had rules, which were taken out.
    var isRuled = false

    struct Paper: Equatable {
        enum Light {
            /// A drawing's: one luminance, without noise.
            case plain
            /// A scan's: about one luminance.
            case even
            /// A photo's: the light was evened out.
            case uneven
        }

        var light: Light

        /// Whether the ink is darker than it.
        var inkIsDark: Bool

        /// Its luminance, where the light is uneven that which it was evened out to.
        var luminance: Int
    }

    /// The ink of a picture's luminance, or `nil` where nothing stands out from the paper.
    ///
    /// - Parameter known: the paper, as a look at more of the picture has shown it.
    static func find(
        in plane: Plane<UInt8>, on known: Paper? = nil, _ trace: inout NormalizationTrace
    ) -> InkMap? {
        if let known, known.light == .plain {
            return ink(of: plane, histogram: Histogram(plane), on: known, &trace)
        }
        let estimate = PaperEstimate(plane)
        if estimate.evenness >= evenShare, estimate.roughness < noiseRoughness {
            let paper = Paper(
                light: .even, inkIsDark: estimate.inkIsDark, luminance: estimate.luminance)
            let map = ink(of: plane, histogram: estimate.histogram, on: paper, &trace)
            guard let map, map.paper.light == .even, plane.bounds.longestSide >= smallestPhoto else {
                return map
            }
            let local = LocalPaper(of: plane, inkIsDark: paper.inkIsDark)
            if local.isEven(within: estimate.contrast * unevenness) { return map }
        }
        let local = known.map { LocalPaper(of: plane, inkIsDark: $0.inkIsDark) } ?? LocalPaper(of: plane)
        let even = local.evened(plane)
        // The quantile lies beside the paper's middle by as much as there is noise.
        let histogram = Histogram(even)
        let paper = Paper(light: .uneven, inkIsDark: local.inkIsDark, luminance: histogram.quantile(0.5))
        return ink(of: even, histogram: histogram, on: paper, &trace)
    }

    private static func ink(
        of plane: Plane<UInt8>, histogram: Histogram, on paper: Paper, _ trace: inout NormalizationTrace
    ) -> InkMap? {
        trace.record(.paper, plane)
        func range(_ histogram: Histogram) -> InkRange? {
            InkRange(
                histogram, paper: paper.luminance, inkIsDark: paper.inkIsDark,
                leastNoise: paper.light == .uneven ? leastNoise : 0)
        }
        guard let first = range(histogram) else { return nil }
        var known = paper
        if paper.light == .even, first.noise == 0 { known.light = .plain }
        var map = InkMap(ink: first.ink(of: plane), paper: known)
        // A rule reaches the edge; most drawings do not.
        if map.ink.hasInkAtEdge,
            let cleared = RuledPaper.cleared(plane, paper: paper, noise: first.noise),
            let range = range(Histogram(cleared))
        {
            trace.record(.unruled, cleared)
            (map.ink, map.isRuled) = (range.ink(of: cleared), true)
        }
        trace.record(.ink, map.ink)
        return map
    }

    /// No photo is without noise: where none is seen, it lies below half a grey level.
    private static let leastNoise = 0.5

    /// At least so many cells must agree on the paper for one paper to hold everywhere.
    private static let evenShare = 0.75

    /// The most that one paper may differ from place to place, as a share of the contrast.
    private static let unevenness = 0.25

    /// The longer side of a picture that may be a photo, in pixels.
    private static let smallestPhoto = 40

    /// From here on the picture is noise, in which one paper for all would find ink.
    private static let noiseRoughness = 0.5
}
