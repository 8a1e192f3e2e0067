import Neural
import Synchronization

/// One or more loaded checkpoints that answer as one: pixels in, a classification out. Any number of threads may ask
/// at once.
///
/// Several are an ensemble (Lakshminarayanan and others 2017, "Simple and scalable predictive uncertainty estimation
/// using deep ensembles"), and their answer is the geometric mean of their probabilities, each member's calibrated by
/// its own temperature: the softmax of the mean of logits / temperature. Not the arithmetic mean, because that of
/// calibrated answers is never sure enough (Ranjan and Gneiting 2010, "Combining probability forecasts"): of four
/// ensembles of this project's networks it had calibration errors of .004 to .011 on MNIST's test images, the
/// geometric mean .001 to .004, and as many images right or more.
public final class Classifier: Sendable {
    /// The checkpoints; at least one.
    public let members: [LoadedCheckpoint]

    /// What the members are shown of a picture.
    private let views: @Sendable ([Float]) -> [Float]

    /// What the golden input last said, and when.
    private let readiness = Mutex<Readiness?>(nil)

    /// The share of the first digit's probability from which the second makes an answer ambiguous.
    static let ambiguity: Float = 0.5

    /// A classifier of one checkpoint, or an ensemble of several, whatever their architectures.
    ///
    /// - Parameters:
    ///   - checkpoints: at least one, all for images of one size.
    ///   - views: from a picture, (28 · 28), to what every member is shown of it, (V, 28 · 28), whose answers count
    ///     like those of members: test-time augmentation. The picture alone unless given.
    public init(_ checkpoints: [Checkpoint], views: @escaping @Sendable ([Float]) -> [Float] = { $0 }) {
        precondition(!checkpoints.isEmpty, "nobody would answer")
        members = checkpoints.map(LoadedCheckpoint.init)
        self.views = views
    }

    /// The members' names, joined by `+`.
    public var name: String { members.map(\.checkpoint.name).joined(separator: "+") }

    /// What the classes are, in the order of the probabilities: by the first member's word.
    public var classLabels: [String] { members[0].checkpoint.metadata.classLabels }

    /// Sixteen hexadecimal digits: a sole member's fingerprint, or made of all members'.
    public var fingerprint: String {
        let fingerprints = members.map(\.checkpoint.fingerprint)
        guard fingerprints.count > 1 else { return fingerprints[0] }
        return fingerprints.joined().utf8.reduce(into: Fingerprint()) { $0.add(UInt64($1)) }.text
    }

    /// Classifies one normalised picture.
    ///
    /// pixels: (28 · 28), 0 to 1, row-major, light ink on dark
    public func classify(_ pixels: [Float]) -> Classification { classify(framings: [pixels]) }

    /// Classifies one picture that has been normalised in several ways, whose answers count alike.
    ///
    /// - Parameter framings: (28 · 28) each; a picture without any is blank.
    public func classify(framings: [[Float]]) -> Classification {
        if framings.isEmpty { return .blank }
        let (logits, likelihood) = answer(toViews: framings.flatMap(views))
        let probabilities = softmax(logits)
        let best = probabilities.sorted(by: >)
        let reason: Classification.Reason? =
            if likelihood < 0.5 { .notADigit } else if best[1] > best[0] * Self.ambiguity { .ambiguous } else
            { nil }
        return Classification(probabilities: probabilities, digitLikelihood: likelihood, reason: reason)
    }

    /// The means of all members' answers to all views of one picture: logits / temperature (10), and the digit
    /// likelihood.
    func answer(to pixels: [Float]) -> (logits: [Float], likelihood: Float) { answer(toViews: views(pixels)) }

    /// The same, for views that are made: (V, 28 · 28).
    private func answer(toViews views: [Float]) -> (logits: [Float], likelihood: Float) {
        let count = views.count / members[0].checkpoint.architecture.input.count
        let share = 1 / Float(members.count * count)
        var pooled = [Float](repeating: 0, count: Architecture.classes)
        var likelihood: Float = 0
        for member in members {
            let metadata = member.checkpoint.metadata
            let logits = member.logits(of: views, images: count)
            for first in stride(from: 0, to: logits.count, by: Architecture.classes) {
                let scaled = logits[first..<first + Architecture.classes].map { $0 / metadata.temperature }
                likelihood += share * metadata.rejection.digitLikelihood(of: scaled)
                for (digit, logit) in scaled.enumerated() { pooled[digit] += share * logit }
            }
        }
        return (pooled, likelihood)
    }

    /// Whether every member's golden input gets the answer recorded with the weights; asked anew at most once a
    /// second, so that asking costs nothing.
    public var isReady: Bool {
        readiness.withLock { known in
            if let known, ContinuousClock.now - known.at < .seconds(1) { return known.isReady }
            let isReady = members.allSatisfy(\.givesGoldenAnswer)
            known = Readiness(isReady: isReady, at: .now)
            return isReady
        }
    }

    private struct Readiness {
        let isReady: Bool
        let at: ContinuousClock.Instant
    }
}
