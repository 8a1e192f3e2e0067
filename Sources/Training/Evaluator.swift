public import DigitModel
public import MNISTData
public import Neural
import Synchronization

/// Runs the plan that is served over labelled images, on all threads.
public struct Evaluator: Sendable {
    private let team: Team

    public init(team: Team) {
        self.team = team
    }

    /// The logits of every image, in order: (count, 10).
    public func logits(of images: LabelledImages, by plan: InferencePlan) -> [[Float]] {
        let results = Mutex([[Float]](repeating: [], count: images.count))
        // A few hundred images a piece: a workspace is made once for each.
        let size = 256
        team.forEach((images.count + size - 1) / size) { piece in
            var workspace = plan.makeWorkspace()
            for index in piece * size..<min((piece + 1) * size, images.count) {
                let pixels = images.pixels[images.pixelRange(of: index)].map { Float($0) / 255 }
                let row = plan.logits(of: pixels, workspace: &workspace)
                results.withLock { $0[index] = row }
            }
        }
        return results.withLock { $0 }
    }

    /// Evaluates a checkpoint as it is served, temperature included.
    public func evaluate(_ checkpoint: Checkpoint, on images: LabelledImages) -> Evaluation {
        Evaluation(
            logits: logits(of: images, by: InferencePlan(checkpoint)), labels: images.labels.map(Int.init),
            classes: Architecture.classes, temperature: checkpoint.metadata.temperature)
    }
}
