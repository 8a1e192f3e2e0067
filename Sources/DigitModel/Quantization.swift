public import Neural

/// How a checkpoint holds its kernels and matrices in fewer bytes than float32; biases and batch norm's tensors stay
/// as they are.
///
/// In a file, `__metadata__` says `quantization`: `float16` or `int8`. A kernel or matrix is a tensor of its usual name
/// and shape and of type F16, or of type I8 with a float32 tensor `<name>.scale` of shape (O) beside it: the weights of
/// output o are the numbers, -127 to 127, times scale o (symmetric, per output channel).
public enum Quantization: Sendable, Equatable {
    case float16
    /// The scales of every kernel and matrix, by its name: (O) each, above 0.
    case int8(scales: [String: [Float]])

    /// The largest whole number that int8 holds here: symmetric, so that a sign can change.
    public static let largest: Float = 127

    /// Int8 whose scales take the largest weight of every output to 127.
    public static func int8(fitting parameters: [Float], layout: ParameterLayout) -> Quantization {
        var scales: [String: [Float]] = [:]
        for entry in layout.entries where entry.kind.isDecayed {
            let weights = layout.fileValues(of: entry, in: parameters)
            let fanIn = weights.count / entry.shape[0]
            scales[entry.name] = stride(from: 0, to: weights.count, by: fanIn).map { first in
                let largestWeight = weights[first..<(first + fanIn)].reduce(0) { max($0, abs($1)) }
                return max(largestWeight / largest, .leastNormalMagnitude)
            }
        }
        return .int8(scales: scales)
    }

    /// What the numbers are stored as.
    public var format: WeightFormat {
        switch self {
        case .float16: .float16
        case .int8: .int8
        }
    }

    /// What a tensor of scales is called.
    static func scaleName(of tensor: String) -> String { tensor + ".scale" }

    /// What the numbers of every output are multiplied with: 1 for float16.
    func scales(of tensor: String, outputs: Int) -> [Float] {
        guard case .int8(let scales) = self else { return [Float](repeating: 1, count: outputs) }
        guard let scales = scales[tensor], scales.count == outputs else {
            preconditionFailure("\(tensor) has no scale for each of its \(outputs) outputs")
        }
        return scales
    }

    /// The number that stands for a weight: the nearest one there is.
    func number(_ weight: Float, scale: Float) -> Float {
        switch self {
        case .float16: Float(Float16(weight))
        // And 0, because int8 has no -0.
        case .int8: max(-Self.largest, min(Self.largest, (weight / scale).rounded(.toNearestOrEven))) + 0
        }
    }

    /// Numbers of a kernel or matrix in the file's order, (O, ...), for its weights in that order.
    public func numbers(for weights: [Float], of entry: ParameterLayout.Entry) -> [Float] {
        let (outputs, fanIn) = (entry.shape[0], weights.count / entry.shape[0])
        let scales = scales(of: entry.name, outputs: outputs)
        return weights.indices.map { number(weights[$0], scale: scales[$0 / fanIn]) }
    }

    /// The weights that such numbers stand for.
    public func weights(for numbers: [Float], of entry: ParameterLayout.Entry) -> [Float] {
        let (outputs, fanIn) = (entry.shape[0], numbers.count / entry.shape[0])
        let scales = scales(of: entry.name, outputs: outputs)
        return numbers.indices.map { numbers[$0] * scales[$0 / fanIn] }
    }

    /// A parameter block with every kernel and matrix rounded to what this can hold.
    public func rounded(_ parameters: [Float], layout: ParameterLayout) -> [Float] {
        var block = parameters
        for entry in layout.entries where entry.kind.isDecayed {
            let numbers = numbers(for: layout.fileValues(of: entry, in: block), of: entry)
            layout.setFileValues(weights(for: numbers, of: entry), of: entry, in: &block)
        }
        return block
    }
}
