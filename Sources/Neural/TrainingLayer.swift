/// One layer of a network that is to be trained: a declaration, or two that are done in one pass over memory.
struct TrainingLayer {
    let description: LayerDescription
    let input: Shape

    /// Its place among the declarations.
    let index: Int

    /// Whether the rectifier that follows it is done with it.
    var isRectified = false

    /// The layers of a network, a rectifier joined to the batch norm before it.
    static func layers(of descriptions: [LayerDescription], input: Shape) -> [TrainingLayer] {
        var layers: [TrainingLayer] = []
        for (index, step) in descriptions.withInputs(from: input).enumerated() {
            if step.layer == .relu, case .batchNorm = layers.last?.description,
                layers.last?.isRectified == false
            {
                layers[layers.count - 1].isRectified = true
            } else {
                layers.append(TrainingLayer(description: step.layer, input: step.input, index: index))
            }
        }
        return layers
    }

    /// The memory and the loops that train it.
    func layer(layout: ParameterLayout, team: Team) -> any Layer {
        switch description {
        case .convolution(let name, let outputs, let kernel, let padding, let hasBias):
            let weight = layout.offset("\(name).weight")
            let bias = hasBias ? layout.offset("\(name).bias") : nil
            if WinogradStep.suits(kernel: kernel, inputs: input.channels) {
                return WinogradConvolution(
                    input: input, outputs: outputs, padding: padding, weight: weight, bias: bias,
                    lanes: team.lanes)
            }
            return DirectConvolution(
                input: input, outputs: outputs, kernel: kernel, padding: padding, weight: weight, bias: bias,
                lanes: team.lanes)
        case .batchNorm(let name):
            return BatchNorm(
                channels: input.channels, isRectified: isRectified, lanes: team.lanes,
                scale: layout.offset("\(name).weight"), shift: layout.offset("\(name).bias"),
                runningMean: layout.offset("\(name).running_mean"),
                runningVariance: layout.offset("\(name).running_var"))
        case .relu: return ReLU()
        case .maxPool(let size): return MaxPool(size: size)
        case .globalAveragePool: return GlobalAveragePool()
        case .dense(let name, let outputs):
            return Dense(
                inputs: input.count, outputs: outputs, weight: layout.offset("\(name).weight"),
                bias: layout.offset("\(name).bias"))
        case .dropout(let rate): return Dropout(rate: rate, index: index)
        }
    }
}
