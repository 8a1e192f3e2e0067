import MNISTData
import Neural

/// One step's arithmetic: forward, loss, backward.
struct TrainingStep {
    /// What is asked of the answers to digits.
    let objective: Objective

    /// What is asked of the answers to pictures of no digit; nil where there are none.
    var exposure: OutlierExposure?

    /// What a step saw, summed over its images.
    struct Result: Sendable, Codable {
        var loss: Double = 0
        /// Digits named rightly.
        var correct = 0
        /// Images that show a digit.
        var digits = 0
        var count = 0

        /// Of the digits, the share named rightly; 0 where there were none.
        var accuracy: Double { Double(correct) / Double(max(digits, 1)) }

        static func += (a: inout Result, b: Result) {
            a.loss += b.loss
            a.correct += b.correct
            a.digits += b.digits
            a.count += b.count
        }
    }

    /// Runs the batch that lies in the network's inputs, and leaves the gradients of the mean loss in the network.
    ///
    /// labels: (B), 0 to 9, or `LabelledImages.noDigit` with an `exposure`; `seed` draws the dropout
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
                    let gradient = unsafe UnsafeMutableBufferPointer(rebasing: gradients[range])
                    let scale = 1 / Float(labels.count)
                    if let exposure, label == LabelledImages.noDigit {
                        result.loss += unsafe Double(
                            exposure.loss(ofOutlier: row, scale: scale, gradient: gradient))
                        continue
                    }
                    result.loss += unsafe Double(
                        objective.loss(of: i, logits: row, label: label, scale: scale, gradient: gradient))
                    if let exposure {
                        result.loss += unsafe Double(
                            exposure.loss(ofMember: row, scale: scale, addingTo: gradient))
                    }
                    result.digits += 1
                    result.correct += unsafe argmax(row) == label ? 1 : 0
                }
            }
        }
        network.backward(count: labels.count, seed: seed)
        return result
    }
}
