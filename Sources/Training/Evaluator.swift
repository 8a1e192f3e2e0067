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
        rows(of: images) {
            var workspace = plan.makeWorkspace()
            return { plan.logits(of: $0, workspace: &workspace) }
        }
    }

    /// The probabilities of every image, in order, as they are served: (count, 10).
    public func probabilities(of images: LabelledImages, by classifier: Classifier) -> [[Float]] {
        rows(of: images) { { classifier.classify($0).probabilities } }
    }

    /// Evaluates a checkpoint or an ensemble as it is served, temperatures included.
    public func evaluate(_ classifier: Classifier, on images: LabelledImages) -> Evaluation {
        Evaluation(
            probabilities: probabilities(of: images, by: classifier), labels: images.labels.map(Int.init),
            classLabels: classifier.classLabels)
    }

    /// Evaluates a checkpoint as it is served, temperature included.
    public func evaluate(_ checkpoint: Checkpoint, on images: LabelledImages) -> Evaluation {
        evaluate(Classifier([checkpoint]), on: images)
    }

    /// A row for every image, in order; `makeReader` makes what reads pixels, 0 to 1, for one thread at a time.
    private func rows(
        of images: LabelledImages, by makeReader: () -> ([Float]) -> [Float]
    ) -> [[Float]] {
        let results = Mutex([[Float]](repeating: [], count: images.count))
        // A few hundred images a piece: a reader is made once for each.
        let size = 256
        team.forEach((images.count + size - 1) / size) { piece in
            let read = makeReader()
            for index in piece * size..<min((piece + 1) * size, images.count) {
                let row = read(images.pixels[images.pixelRange(of: index)].map { Float($0) / 255 })
                results.withLock { $0[index] = row }
            }
        }
        return results.withLock { $0 }
    }
}
