public import DigitModel
import FoundationEssentials
public import Raster

/// The road from a picture's bytes to a prediction, shared by the API and the command line.
public struct Predictor: Sendable {
    public let classifier: Classifier
    public let model: Prediction.Model
    private let decoder: PNGDecoder
    private let normalizer = DigitNormalizer()
    private let clock = ContinuousClock()

    public init(_ classifier: Classifier, limits: PNGLimits = PNGLimits()) {
        self.classifier = classifier
        let checkpoint = classifier.checkpoint
        model = Prediction.Model(
            name: checkpoint.metadata.notes["name"] ?? checkpoint.architecture.name,
            version: String(checkpoint.fingerprint.prefix(8)))
        decoder = PNGDecoder(limits: limits)
    }

    /// Reads one PNG file.
    ///
    /// topK: 1...10 candidates to name; explain: whether to tell what the network saw
    public func predict(_ png: [UInt8], topK: Int, explain: Bool) throws(PNGError) -> Prediction {
        var timing = Prediction.Timing()
        let start = clock.now
        let image = try decoder.decode(png)
        let decoded = clock.now
        let digit = normalizer.normalize(image)
        let normalized = clock.now
        let result = digit.map { classifier.classify($0.pixels) } ?? .blank
        let end = clock.now
        timing.decode = Self.milliseconds(from: start, to: decoded)
        timing.normalize = Self.milliseconds(from: decoded, to: normalized)
        timing.infer = Self.milliseconds(from: normalized, to: end)
        timing.total = Self.milliseconds(from: start, to: end)
        return Prediction(
            result, topK: topK, model: model, timing: timing,
            explanation: explain ? digit.map(Self.explanation) : nil)
    }

    private static func explanation(of digit: NormalizedDigit) -> Prediction.Explanation {
        let png = Data(PNGEncoder().encode(digit.image)).base64EncodedString()
        return Prediction.Explanation(steps: [.init(name: "input", image: "data:image/png;base64,\(png)")])
    }

    /// Milliseconds, to the microsecond.
    private static func milliseconds(
        from start: ContinuousClock.Instant, to end: ContinuousClock.Instant
    ) -> Double {
        (((end - start) / .microseconds(1)).rounded()) / 1000
    }
}
