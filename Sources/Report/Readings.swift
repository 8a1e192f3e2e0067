import Neural

/// What a network says of labelled images, one by one.
struct Readings {
    /// (count, classes): the probabilities that are served.
    let probabilities: [[Float]]
    let labels: [Int]

    /// How far each image's label was from being found likely: -log p(label), in nats.
    private let losses: [Float]

    /// logits: (count, classes)
    init(logits: [[Float]], labels: [Int], temperature: Float) {
        precondition(logits.count == labels.count, "every image has a label")
        self.labels = labels
        probabilities = logits.map { softmax($0, temperature: temperature) }
        // By the logits: a probability that is too small for a float would hide how wrong an answer is.
        losses = zip(logits, labels).map { row, label in
            let scaled = row.map { $0 / temperature }
            return logSumExp(scaled) - scaled[label]
        }
    }

    /// The images that are read wrongly, those with the highest loss first, at most `limit`.
    func worst(_ limit: Int) -> [Int] {
        let wrong = labels.indices.filter { argmax(probabilities[$0]) != labels[$0] }
        // Overflowed logits have no loss and are as bad as can be.
        func rank(_ index: Int) -> Float { losses[index].isNaN ? .infinity : losses[index] }
        return Array(wrong.sorted { (rank($1), $0) < (rank($0), $1) }.prefix(limit))
    }

    /// The loss of one image, in nats.
    func loss(_ index: Int) -> Float { losses[index] }
}
