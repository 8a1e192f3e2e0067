import Neural

/// What a network learns from.
enum Objective {
    /// The labels alone.
    case labels(CrossEntropy)
    /// The labels, and teachers that see the same images.
    case distillation(DistillationLoss, from: Teachers)

    /// Gets ready to judge the batch in the network's inputs.
    func look(at network: Sequential, count: Int) {
        if case .distillation(_, let teachers) = self {
            teachers.look(at: network.inputs, count: count, team: network.team)
        }
    }

    /// The loss of sample `index` of that batch; writes its gradient, scaled by `scale`, to `gradient`.
    ///
    /// logits, gradient: (K)
    func loss(
        of index: Int, logits: UnsafeBufferPointer<Float>, label: Int, scale: Float,
        gradient: UnsafeMutableBufferPointer<Float>
    ) -> Float {
        switch self {
        case .labels(let loss):
            return unsafe loss.loss(logits: logits, label: label, weight: scale, gradient: gradient)
        case .distillation(let loss, let teachers):
            return unsafe teachers.answers.withContents { answers in
                let row = index * logits.count..<(index + 1) * logits.count
                return unsafe loss.loss(
                    logits: logits, label: label, teachers: UnsafeBufferPointer(rebasing: answers[row]),
                    scale: scale, gradient: gradient)
            }
        }
    }
}
