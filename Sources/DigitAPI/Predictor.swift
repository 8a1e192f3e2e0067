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
    ///   - detail: what the prediction is to bring beside the digit.
    ///   - budget: pixels that may still be decoded for the same caller; what this picture has is taken off.
    public func predict(
        _ png: [UInt8], detail: PredictionDetail, budget: inout Int
    ) throws(PNGError) -> Prediction {
        var timing = Prediction.Timing()
        let start = clock.now
        let image = try PNGDecoder(limits: limits.within(budget: budget)).decode(png)
        budget -= image.width * image.height
        let decoded = clock.now
        let (digit, steps) = normalize(image, detail.steps)
        let framings = normalizer.framings(of: image, normalized: digit)
        let normalized = clock.now
        let result = classifier.classify(framings: framings)
        let inferred = clock.now
        var prediction = Prediction(result, detail: detail, model: model)
        if detail.steps != .none { prediction.explanation = Prediction.Explanation(steps: steps) }
        if detail.saliency {
            prediction.saliency = digit.map { classifier.saliency(of: $0.pixels, for: result.digit) }
        }
        if detail.activations {
            prediction.activations = digit.map { classifier.members[0].activations(of: $0.pixels) } ?? []
        }
        let end = clock.now
        timing.decode = start.milliseconds(to: decoded)
        timing.normalize = decoded.milliseconds(to: normalized)
        timing.infer = normalized.milliseconds(to: inferred)
        if detail.saliency || detail.activations { timing.explain = inferred.milliseconds(to: end) }
        timing.total = start.milliseconds(to: end)
        prediction.timing = timing
        return prediction
    }

    /// The digit for the network, and the steps on its way that are wanted: none that it did not come to.
    private func normalize(
        _ image: PixelImage, _ wanted: PredictionDetail.Steps
    ) -> (NormalizedDigit?, [NormalizationStep]) {
        guard wanted != .all else { return normalizer.explain(image) }
        let digit = normalizer.normalize(image)
        return (digit, wanted == .input ? digit.map { [NormalizationStep(input: $0)] } ?? [] : [])
    }
}
