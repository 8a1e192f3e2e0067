import Neural

/// Weights and bias of a linear step: x, (rows, I), to x w + b, (rows, O).
struct LinearMap: Sendable {
    let outputs: Int
    /// (I, O)
    var weights: [Float]
    /// Where the weights are numbers of a narrow format: this format, and what multiplies them, (O), which changes in
    /// their place.
    private(set) var narrow: (format: WeightFormat, scale: [Float])?
    /// (O)
    var bias: [Float]

    var inputs: Int { weights.count / outputs }

    init(outputs: Int, weights: [Float], bias: [Float]) {
        self.outputs = outputs
        self.weights = weights
        self.bias = bias
    }

    /// Takes weights as (O, I).
    init(transposing weights: [Float], outputs: Int, bias: [Float]) {
        let inputs = weights.count / outputs
        self.init(
            outputs: outputs,
            weights: (0..<weights.count).map { weights[$0 % outputs * inputs + $0 / outputs] },
            bias: bias)
    }

    /// Holds the weights, rounded by that quantisation as the tensor of that name, in its own narrow numbers.
    mutating func narrow(_ quantization: Quantization, tensor: String) {
        let scale = quantization.scales(of: tensor, outputs: outputs)
        for i in weights.indices { weights[i] = quantization.number(weights[i], scale: scale[i % outputs]) }
        narrow = (quantization.format, scale)
    }

    /// Lets (y - mean) / √(variance + ε) · scale + shift follow: w' = w · s, b' = (b - mean) · s + shift.
    mutating func fold(scale: [Float], shift: [Float], mean: [Float], variance: [Float], epsilon: Float) {
        for o in 0..<outputs {
            let factor = scale[o] / (variance[o] + epsilon).squareRoot()
            bias[o] = (bias[o] - mean[o]) * factor + shift[o]
            narrow?.scale[o] *= factor
            guard narrow == nil else { continue }
            for i in stride(from: o, to: weights.count, by: outputs) { weights[i] *= factor }
        }
    }

    /// Lets (x - mean) / deviation go before: w' = w / deviation, b' = b - Σ w' · mean.
    mutating func absorb(mean: Float, deviation: Float) {
        if let scale = narrow?.scale {
            narrow?.scale = scale.map { $0 / deviation }
        } else {
            for i in weights.indices { weights[i] /= deviation }
        }
        for o in 0..<outputs {
            // In Double: hundreds of terms, most of them for paper, that nearly cancel.
            let column = stride(from: o, to: weights.count, by: outputs)
            let sum = column.reduce(0) { $0 + Double(weights[$1]) } * Double(narrow?.scale[o] ?? 1)
            bias[o] -= Float(sum * Double(mean))
        }
    }
}
