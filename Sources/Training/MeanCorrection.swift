import DigitModel
import Neural

/// Mends the means that rounding moves: a weight's error times an input whose mean is not zero shifts the whole output
/// (Nagel and others 2019, "Data-free quantization through weight equalization and bias correction", section 4.2; here
/// the means are measured on pictures).
///
/// Layer by layer, on what the mended layers before it answer: the bias, or the running mean of the batch norm that
/// follows, takes up the difference from what the exact network answers there.
struct MeanCorrection {
    /// A layer with weights, and those without that follow it.
    private struct Part {
        let name: String
        let input: Shape
        var layers: [LayerDescription]

        var linear: [LayerDescription] { [layers[0]] }

        /// The tensor that moves the linear layer's mean, and which way.
        var mean: (tensor: String, sign: Float) {
            guard layers.count > 1, case .batchNorm(let norm) = layers[1] else { return ("\(name).bias", 1) }
            return ("\(norm).running_mean", -1)
        }
    }

    private let parts: [Part]
    private let layout: ParameterLayout
    private let team: Team

    /// Images that go through the network together.
    private static let batch = 64

    init(_ architecture: Architecture, team: Team) {
        var parts: [Part] = []
        for (layer, input) in architecture.layers.withInputs(from: Architecture.input) {
            switch layer {
            case .convolution(let name, _, _, _, _), .dense(let name, _):
                parts.append(Part(name: name, input: input, layers: [layer]))
            case .batchNorm, .relu, .maxPool, .globalAveragePool, .dropout:
                parts[parts.count - 1].layers.append(layer)
            }
        }
        self.parts = parts
        layout = architecture.layout
        self.team = team
    }

    /// `rounded` with biases and running means under which every layer answers `inputs`, in the mean, as under `exact`.
    ///
    /// inputs: pictures as the network takes them, (N, 28 · 28)
    func mended(_ rounded: [Float], from exact: [Float], on inputs: [Float]) -> [Float] {
        var mended = rounded
        var (x, y) = (inputs, inputs)
        for part in parts {
            let wanted = run(part.linear, part.input, exact, on: x)
            let actual = run(part.linear, part.input, mended, on: y)
            let range = entry(part.mean.tensor).range
            var sums = [Double](repeating: 0, count: range.count)
            for i in wanted.indices { sums[i % range.count] += Double(wanted[i] - actual[i]) }
            let places = Double(wanted.count / range.count)
            for (i, sum) in zip(range, sums) { mended[i] += part.mean.sign * Float(sum / places) }
            x = run(part.layers, part.input, exact, on: x)
            y = run(part.layers, part.input, mended, on: y)
        }
        return mended
    }

    /// What layers of the network answer under the parameters of `block`.
    private func run(
        _ layers: [LayerDescription], _ input: Shape, _ block: [Float], on x: [Float]
    ) -> [Float] {
        let part = layers.layout(input: input)
        var parameters = [Float](repeating: 0, count: part.totalCount)
        for tensor in part.entries {
            parameters.replaceSubrange(tensor.range, with: block[entry(tensor.name).range])
        }
        let network = Sequential(
            layers, input: input, parameters: parameters, batchSize: Self.batch, team: team)
        return stride(from: 0, to: x.count, by: Self.batch * input.count).flatMap { start in
            let samples = Array(x[start...].prefix(Self.batch * input.count))
            let count = samples.count / input.count
            network.inputs.copy(from: samples)
            network.forward(count: count, isTraining: false)
            return network.logits.values.prefix(count * network.classes)
        }
    }

    private func entry(_ name: String) -> ParameterLayout.Entry {
        guard let entry = layout.entry(name) else { preconditionFailure("no tensor is named \(name)") }
        return entry
    }
}
