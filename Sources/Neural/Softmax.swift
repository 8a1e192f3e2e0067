import Glibc

/// The probabilities that logits stand for, softened by a temperature (Guo and others 2017).
public func softmax(_ logits: [Float], temperature: Float = 1) -> [Float] {
    let peak = logits.max() ?? 0
    let exponentials = logits.map { exp(($0 - peak) / temperature) }
    let sum = exponentials.reduce(0, +)
    return exponentials.map { $0 / sum }
}

/// The place of the largest number, the first of equals; 0 where there is none. A NaN is never larger than another.
public func argmax(_ values: some RandomAccessCollection<Float>) -> Int {
    let best = values.indices.max { values[$0] < values[$1] } ?? values.startIndex
    return values.distance(from: values.startIndex, to: best)
}

/// log Σ exp(logits), without overflow.
public func logSumExp(_ logits: [Float]) -> Float {
    let peak = logits.max() ?? 0
    return peak + log(logits.reduce(0) { $0 + exp($1 - peak) })
}
