import Neural
import Synchronization

/// A loaded checkpoint that answers: pixels in, a classification out. Any number of threads may ask at once.
public final class Classifier: Sendable {
    public let checkpoint: Checkpoint
    private let plan: InferencePlan

    /// Workspaces that nobody uses at the moment.
    private let workspaces = Mutex<[InferenceWorkspace]>([])

    /// What the golden input last said, and when.
    private let readiness = Mutex<Readiness?>(nil)

    /// The share of the first digit's probability from which the second makes an answer ambiguous.
    static let ambiguity: Float = 0.5

    public init(_ checkpoint: Checkpoint) {
        self.checkpoint = checkpoint
        plan = InferencePlan(checkpoint)
    }

    /// Classifies one normalised picture.
    ///
    /// pixels: (28 · 28), 0 to 1, row-major, light ink on dark
    public func classify(_ pixels: [Float]) -> Classification {
        let metadata = checkpoint.metadata
        let scaled = logits(of: pixels).map { $0 / metadata.temperature }
        let probabilities = softmax(scaled)
        let likelihood = metadata.rejection.digitLikelihood(of: scaled)
        let best = probabilities.sorted(by: >)
        let reason: Classification.Reason? =
            if likelihood < 0.5 { .notADigit } else if best[1] > best[0] * Self.ambiguity { .ambiguous } else
            { nil }
        return Classification(probabilities: probabilities, digitLikelihood: likelihood, reason: reason)
    }

    /// The network's raw output for one normalised picture: (10)
    public func logits(of pixels: [Float]) -> [Float] {
        var workspace = workspaces.withLock { $0.popLast() } ?? plan.makeWorkspace()
        defer { workspaces.withLock { $0.append(workspace) } }
        return plan.logits(of: pixels, workspace: &workspace)
    }

    /// Whether the golden input gets the answer recorded with the weights; asked anew at most once a second, so
    /// that asking costs nothing.
    public var isReady: Bool {
        readiness.withLock { known in
            if let known, ContinuousClock.now - known.at < .seconds(1) { return known.isReady }
            let answer = zip(logits(of: GoldenInput.pixels), checkpoint.metadata.goldenLogits)
            let isReady = answer.allSatisfy { abs($0 - $1) <= 1e-2 }
            known = Readiness(isReady: isReady, at: .now)
            return isReady
        }
    }

    private struct Readiness {
        let isReady: Bool
        let at: ContinuousClock.Instant
    }
}
