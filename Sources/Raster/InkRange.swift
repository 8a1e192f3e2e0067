/// Which levels of luminance are ink, and how much of it.
struct InkRange: Equatable {
    /// The ink at each luminance, 0...255.
    let inkAtLevel: [UInt8]

    /// The spread of the paper's luminance, in grey levels.
    let noise: Double

    /// Judges by how often each level occurs, or gives `nil` where nothing stands out from the paper.
    ///
    /// - Parameter leastNoise: the noise to reckon with even where less is seen, in grey levels.
    init?(_ histogram: Histogram, paper: Int, inkIsDark: Bool, leastNoise: Double = 0) {
        let differences = Self.differences(from: paper, in: histogram, darker: inkIsDark)
        let seen = Self.noise(Self.differences(from: paper, in: histogram, darker: !inkIsDark))
        noise = max(Double(seen), leastNoise)
        guard let largest = differences.counts.lastIndex(where: { $0 > 0 }),
            Double(largest) > max(Self.faintest, 4 * noise)
        else { return nil }
        // What is clearly ink, and of it the level that only a few exceed.
        let threshold = noise > 0 ? differences.otsuThreshold : (largest - 1) / 2
        let full = Double(differences.quantile(0.9, in: threshold + 1...255))
        guard full > 3.5 * noise else { return nil }
        // Noise, and the rules of ruled paper, which are fainter than what is written on them.
        let floor = noise > 0 ? max(2.5 * noise, 0.35 * full) : 0
        inkAtLevel = (0...255).map { level in
            let share = (Double(inkIsDark ? paper - level : level - paper) - floor) / (full - floor)
            return share < Self.traces ? 0 : UInt8((min(share, 1) * 255).rounded())
        }
    }

    /// The ink of every pixel.
    func ink(of plane: Plane<UInt8>) -> Plane<UInt8> {
        var result = plane
        let table = inkAtLevel.span
        var pixels = result.values.mutableSpan
        for index in pixels.indices { pixels[index] = table[Int(pixels[index])] }
        return result
    }

    /// The faintest ink worth reading, in grey levels.
    private static let faintest = 2.0

    /// Ink fainter than this is the ringing of a resampler or of JPEG, not a pen.
    private static let traces = 0.02

    /// How far the levels on one side of the paper's lie from it; all others count as no difference.
    private static func differences(from paper: Int, in histogram: Histogram, darker: Bool) -> Histogram {
        var counts = [Int](repeating: 0, count: 256)
        for (level, count) in histogram.counts.enumerated() {
            counts[max(darker ? paper - level : level - paper, 0)] += count
        }
        return Histogram(counts: counts)
    }

    /// The spread of paper: of the differences that are as likely above as below it, scaled as for a Gaussian.
    private static func noise(_ differences: Histogram) -> Int {
        // Half of all paper lies above its median: 68 % of the other half is within one deviation.
        guard differences.total(in: 1...255) * 10 > differences.total else { return 0 }
        return differences.quantile(0.68, in: 1...255)
    }
}
