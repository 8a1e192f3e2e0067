public import DigitModel
public import Raster

/// The road from a picture's bytes to a prediction, shared by the API and the command line.
public struct Predictor: Sendable {
    public let classifier: Classifier
    public let model: Prediction.Model
    let limits: PNGLimits
    private let normalizer = DigitNormalizer()
    private let clock = ContinuousClock()

    public init(_ classifier: Classifier, limits: PNGLimits = PNGLimits()) {
        self.classifier = classifier
        model = Prediction.Model(classifier)
        self.limits = limits
    }

    /// The pixels that one request may have decoded, however many pictures it holds: 32 of the largest, which take
    /// some seconds.
    public var pixelBudget: Int { 32 * limits.pixels }

    /// Reads one PNG file.
    ///
    /// - Parameters:
    ///   - topK: candidates to name, 1...10.
    ///   - explain: whether to keep what the picture was at each step of its way to the network.
    ///   - budget: pixels that may still be decoded for the same caller; what this picture has is taken off.
    public func predict(
        _ png: [UInt8], topK: Int, explain: Bool, budget: inout Int
    ) throws(PNGError) -> Prediction {
        var timing = Prediction.Timing()
        let start = clock.now
        let image = try PNGDecoder(limits: limits.within(budget: budget)).decode(png)
        budget -= image.width * image.height
        let decoded = clock.now
        let (digit, steps) = explain ? normalizer.explain(image) : (normalizer.normalize(image), [])
        let normalized = clock.now
        let result = digit.map { classifier.classify($0.pixels) } ?? .blank
        let end = clock.now
        timing.decode = start.milliseconds(to: decoded)
        timing.normalize = decoded.milliseconds(to: normalized)
        timing.infer = normalized.milliseconds(to: end)
        timing.total = start.milliseconds(to: end)
        return Prediction(
            result, topK: topK, model: model, timing: timing,
            explanation: explain ? Prediction.Explanation(steps: steps) : nil)
    }
}
