/// How much ink each pixel holds, 0...1, whatever the paper is like.
///
/// On even paper (a canvas, a scan, MNIST itself) ink is the difference from the paper, so that anti-aliased edges
/// keep their grey. On uneven paper (a photo) the paper is first estimated locally.
struct InkMap {
    var ink: Plane

    /// Whether one paper was taken to hold everywhere.
    let paperIsEven: Bool

    /// The ink of a luminance plane, or `nil` where nothing stands out from the paper.
    static func find(in plane: Plane) -> InkMap? {
        let paper = PaperEstimate(plane)
        if paper.evenness >= evenShare, paper.roughness < noiseRoughness {
            let sign: Float = paper.inkIsDark ? -1 : 1
            let difference = plane.values.map { ($0 - paper.luminance) * sign }
            return ink(Plane(width: plane.width, height: plane.height, values: difference))
                .map { InkMap(ink: $0, paperIsEven: true) }
        }
        // Ink is the minority, far from the rest: the third moment points to it.
        let skewness = LocalPaper.difference(from: plane).values.reduce(0) { $0 + $1 * $1 * $1 }
        let inkIsDark = skewness < 0
        var difference = LocalPaper.difference(from: plane, level: inkIsDark ? paperLevel : 1 - paperLevel)
        // The quantile lies beside the paper's middle by as much as there is noise.
        let middle = difference.values.sorted()[difference.values.count / 2]
        difference.values = difference.values.map { inkIsDark ? middle - $0 : $0 - middle }
        return ink(difference).map { InkMap(ink: $0, paperIsEven: false) }
    }

    /// Where in a cell's pixels its paper is looked for, once it is known to be the lighter part.
    private static let paperLevel = 0.8

    /// At least so many cells must agree on the paper for one paper to hold everywhere.
    private static let evenShare = 0.75

    /// From here on the picture is noise, in which one paper for all would find ink.
    private static let noiseRoughness: Float = 0.5

    /// The faintest ink worth reading, in luminance: two grey levels of 255.
    private static let faintest: Float = 2 / 255

    /// Differences from the paper, ink positive, to ink.
    private static func ink(_ difference: Plane) -> Plane? {
        let noise = Self.noise(of: difference)
        guard let largest = difference.values.max(), largest > max(faintest, 4 * noise) else { return nil }
        let histogram = Histogram(difference.values, largest: largest)
        // What is clearly ink, and of it the level that only a few exceed.
        let threshold = noise > 0 ? histogram.otsuThreshold : 127
        let full = histogram.value(of: histogram.quantile(0.9, in: threshold + 1...255))
        guard full > 3.5 * noise else { return nil }
        // Noise, and the rules of ruled paper, which are fainter than what is written on them.
        let floor = noise > 0 ? max(2.5 * noise, 0.35 * full) : 0
        let scale = 1 / (full - floor)
        var result = difference
        for index in result.values.indices {
            let value = (result.values[index] - floor) * scale
            result.values[index] = value < traces ? 0 : min(value, 1)
        }
        return result
    }

    /// Ink fainter than this is the ringing of a resampler or of JPEG, not a pen.
    private static let traces: Float = 0.02

    /// The spread of paper: of the differences that are as likely above as below it, scaled as for a Gaussian.
    private static func noise(of difference: Plane) -> Float {
        let below = difference.values.map { $0 < 0 ? -$0 : 0 }
        guard let largest = below.max(), largest > 0 else { return 0 }
        let histogram = Histogram(below, largest: largest)
        // Half of all paper lies above its median: 68 % of the other half is within one deviation.
        let count = below.count { $0 > 0 }
        guard count * 10 > below.count else { return 0 }
        return histogram.value(of: histogram.quantile(0.68, in: 1...255))
    }
}
