/// Blots of mud over the digit (severity 4 of 5).
struct Spatter {
    /// The mean and the deviation of the random layer that blots come from.
    static let (mean, deviation): (Float, Float) = (0.65, 0.3)
    /// The deviation of its blur, in pixels, and where it is a blot.
    static let (grain, threshold): (Float, Float) = (1, 0.65)
    /// The deviation of the blots' blur, in pixels, and the least cover that stays.
    static let (softness, leastCover): (Float, Float) = (1.5, 0.8)
    /// The mud's grey: 63 of 255.
    static let tone: Float = 63 / 255

    func applied(to ink: InkPlane, using generator: inout some RandomNumberGenerator) -> InkPlane {
        let layer = InkPlane(width: ink.width, height: ink.height) { _, _ in
            Self.mean + Self.deviation * generator.normal()
        }
        let blots = GaussianFilter(sigma: Self.grain).applied(to: layer).mapped {
            $0 > Self.threshold ? 1 : 0
        }
        let covers = GaussianFilter(sigma: Self.softness).applied(to: blots)
        let values = zip(ink.values, covers.values).map { value, cover in
            cover < Self.leastCover ? value : value + cover * (Self.tone - value)
        }
        return InkPlane(width: ink.width, height: ink.height, values: values)
    }
}
