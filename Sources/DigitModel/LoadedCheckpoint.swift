import Neural
import Synchronization

/// A checkpoint ready to answer: its plan, and memory for as many callers as have asked at once.
public final class LoadedCheckpoint: Sendable {
    public let checkpoint: Checkpoint
    private let plan: InferencePlan

    /// Workspaces that nobody uses at the moment.
    private let workspaces = Mutex<[InferenceWorkspace]>([])

    public init(_ checkpoint: Checkpoint) {
        self.checkpoint = checkpoint
        plan = InferencePlan(checkpoint)
    }

    /// The network's raw output for normalised pictures: (B, 10).
    ///
    /// A caller with several pictures at once asks for the same number each time: the memory is planned for the
    /// first.
    ///
    /// pixels: (B, 28 · 28), 0 to 1, row-major, light ink on dark
    public func logits(of pixels: [Float], images: Int = 1) -> [Float] {
        var workspace = workspaces.withLock { $0.popLast() } ?? plan.makeWorkspace(images: images)
        defer { workspaces.withLock { $0.append(workspace) } }
        return plan.logits(of: pixels, images: images, workspace: &workspace)
    }

    /// Whether the golden input gets the answer recorded with the weights.
    var givesGoldenAnswer: Bool {
        let golden = zip(
            logits(of: GoldenInput.pixels(for: checkpoint.architecture.input)),
            checkpoint.metadata.goldenLogits)
        return golden.allSatisfy { abs($0 - $1) <= 1e-2 }
    }
}
