import Glibc

/// The probabilities that logits stand for, softened by a temperature (Guo and others 2017).
public func softmax(_ logits: [Float], temperature: Float = 1) -> [Float] {
    let peak = logits.max() ?? 0
    let exponentials = logits.map { exp(($0 - peak) / temperature) }
    let sum = exponentials.reduce(0, +)
    return exponentials.map { $0 / sum }
}

/// log Σ exp(logits), without overflow.
public func logSumExp(_ logits: [Float]) -> Float {
    let peak = logits.max() ?? 0
    return peak + log(logits.reduce(0) { $0 + exp($1 - peak) })
}
