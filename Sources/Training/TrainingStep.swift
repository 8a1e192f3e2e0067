import Neural

/// One step's arithmetic: forward, loss, backward.
struct TrainingStep {
    let objective: Objective

    /// What a step saw, summed over its images.
    struct Result: Sendable, Codable {
        var loss: Double = 0
        var correct = 0
        var count = 0

        static func += (a: inout Result, b: Result) {
            a.loss += b.loss
            a.correct += b.correct
            a.count += b.count
        }
    }

    /// Runs the batch that lies in the network's inputs, and leaves the gradients of the mean loss in the network.
    ///
    /// labels: (B); `seed` draws the dropout
    func run(_ network: Sequential, labels: [Int], seed: UInt64) -> Result {
        objective.look(at: network, count: labels.count)
        network.forward(count: labels.count, isTraining: true, seed: seed)
        let classes = network.classes
        var result = Result(count: labels.count)
        unsafe network.logits.withContents { logits in
            unsafe network.logitGradients.withContents { gradients in
                for (i, label) in labels.enumerated() {
                    let range = i * classes..<(i + 1) * classes
                    let row = unsafe UnsafeBufferPointer(rebasing: logits[range])
                    result.loss += unsafe Double(
                        objective.loss(
                            of: i, logits: row, label: label, scale: 1 / Float(labels.count),
                            gradient: UnsafeMutableBufferPointer(rebasing: gradients[range])))
                    result.correct += unsafe argmax(row) == label ? 1 : 0
                }
            }
        }
        network.backward(count: labels.count, seed: seed)
        return result
    }
}
