/// A network in training: the layers of a declaration, its parameters, and the memory for one batch, all of it
/// allocated once.
///
/// Bound to one thread; the team that it was given works inside each pass.
public final class Sequential {
    public let layout: ParameterLayout
    public let input: Shape
    public let classes: Int
    public let team: Team

    /// All parameters: trained ones, then running statistics.
    public let parameters: FloatBuffer

    /// The gradients of the trained parameters, summed over the last batch by `backward`.
    public let gradients: FloatBuffer

    /// The samples of the next pass: (B, H, W, C).
    public let inputs: FloatBuffer

    /// The gradient of the loss by the logits, for `backward`: (B, K).
    public let logitGradients: FloatBuffer

    private let layers: [any Layer]
    private let shapes: [Shape]
    private let activations: [FloatBuffer]
    private let differences: (FloatBuffer, FloatBuffer)

    /// The tensors whose gradients the lanes add up, and where the first of them begins and the last ends.
    private let laneTensors: [Range<Int>]
    private let laneRange: Range<Int>

    /// Zero between two passes: (lanes, laneRange).
    private let laneGradients: FloatBuffer
    private let scratch: FloatBuffer
    private let scratchStride: Int
    private let batchSize: Int

    /// A network for batches of up to `batchSize` samples, with `parameters` in the order of its layout.
    public init(
        _ descriptions: [LayerDescription], input: Shape, parameters: [Float], batchSize: Int, team: Team
    ) {
        let layout = descriptions.layout(input: input)
        precondition(parameters.count == layout.totalCount, "the parameters belong to another network")
        let steps = descriptions.withInputs(from: input)
        self.layout = layout
        self.input = input
        self.team = team
        self.batchSize = batchSize
        self.parameters = FloatBuffer(parameters)
        layers = steps.enumerated().map { index, step in
            step.layer.layer(
                input: step.input, index: index, layout: layout, batchSize: batchSize, team: team)
        }
        shapes = steps.map { $0.layer.output(for: $0.input) }
        classes = shapes.last?.count ?? 0
        activations = shapes.map { FloatBuffer(count: batchSize * $0.count) }
        let widest = batchSize * (shapes.map(\.count).max() ?? 0)
        differences = (FloatBuffer(count: widest), FloatBuffer(count: widest))
        gradients = FloatBuffer(count: layout.trainedCount)
        laneTensors = zip(layers, steps).filter(\.0.hasLaneGradients).flatMap { _, step in
            step.layer.tensors(for: step.input).map { layout.range($0.name) }
        }
        laneRange = (laneTensors.first?.lowerBound ?? 0)..<(laneTensors.last?.upperBound ?? 0)
        laneGradients = FloatBuffer(count: team.lanes * laneRange.count)
        inputs = FloatBuffer(count: batchSize * input.count)
        logitGradients = FloatBuffer(count: batchSize * classes)
        // A cache line between workers, so that none writes to another's.
        scratchStride = (layers.map(\.scratchCount).max() ?? 0) + 16
        scratch = FloatBuffer(count: team.threads * scratchStride)
    }

    /// Runs the first `count` samples of `inputs` through the network. The logits, (count, K), lie in `logits`
    /// until the next pass.
    public func forward(count: Int, isTraining: Bool, seed: UInt64 = 0) {
        let pass = pass(isTraining: isTraining, seed: seed)
        for (index, layer) in layers.enumerated() {
            layer.forward(input(of: index, count), into: output(of: index, count), pass)
        }
    }

    /// What the last `forward` made: (B, K).
    public var logits: FloatBuffer { activations.last ?? inputs }

    /// Takes `logitGradients` back through the network, after a `forward` in training with the same seed, and
    /// leaves the summed gradients in `gradients`.
    public func backward(count: Int, seed: UInt64 = 0) {
        let pass = pass(isTraining: true, seed: seed)
        var (dy, dx) = (logitGradients, differences.0)
        for index in layers.indices.reversed() {
            let target = index > 0 ? Batch(dx, count: count, shape: shapes[index - 1]) : nil
            layers[index].backward(
                Batch(dy, count: count, shape: shapes[index]),
                x: input(of: index, count), y: output(of: index, count), into: target, pass)
            (dy, dx) = (dx, dx === differences.0 ? differences.1 : differences.0)
        }
        addLanes()
    }

    private func input(of index: Int, _ count: Int) -> Batch {
        index == 0
            ? Batch(inputs, count: count, shape: input)
            : output(of: index - 1, count)
    }

    private func output(of index: Int, _ count: Int) -> Batch {
        Batch(activations[index], count: count, shape: shapes[index])
    }

    private func pass(isTraining: Bool, seed: UInt64) -> Pass {
        unsafe Pass(
            parameters: parameters.base, gradients: gradients.base, laneGradients: laneGradients.base,
            laneRange: laneRange, scratch: scratch.base, scratchStride: scratchStride, team: team,
            isTraining: isTraining,
            seed: seed)
    }

    /// Moves the sums of the lanes' gradients, in the order of the lanes, to `gradients`.
    private func addLanes() {
        team.share(laneRange.count) { _, part, _ in
            let part = part.lowerBound + laneRange.lowerBound..<part.upperBound + laneRange.lowerBound
            for tensor in laneTensors {
                forEachVector(in: part.clamped(to: tensor)) { i, count in
                    var sum = Vector8(repeating: 0)
                    for lane in 0..<team.lanes {
                        let place = lane * laneRange.count + i - laneRange.lowerBound
                        let address = unsafe laneGradients.base + place
                        sum += unsafe address.vector(count)
                        unsafe address.store(Vector8(repeating: 0), count)
                    }
                    unsafe (gradients.base + i).store(sum, count)
                }
            }
        }
    }
}

extension LayerDescription {
    /// The layer that trains what is declared here; `index` is its place in the network.
    func layer(input: Shape, index: Int, layout: ParameterLayout, batchSize: Int, team: Team) -> any Layer {
        switch self {
        case .convolution(let name, let outputs, let kernel, let padding, let bias):
            // The transforms are done once for every channel: they do not pay for a single one.
            if kernel == WinogradTiles.kernel, input.channels >= 8 {
                WinogradConvolution(
                    input: input, outputs: outputs, padding: padding,
                    weight: layout.offset("\(name).weight"), bias: bias ? layout.offset("\(name).bias") : nil,
                    lanes: team.lanes)
            } else {
                DirectConvolution(
                    input: input, outputs: outputs, kernel: kernel, padding: padding,
                    weight: layout.offset("\(name).weight"), bias: bias ? layout.offset("\(name).bias") : nil,
                    lanes: team.lanes)
            }
        case .batchNorm(let name):
            BatchNorm(
                channels: input.channels, lanes: team.lanes,
                scale: layout.offset("\(name).weight"), shift: layout.offset("\(name).bias"),
                runningMean: layout.offset("\(name).running_mean"),
                runningVariance: layout.offset("\(name).running_var"))
        case .relu: ReLU()
        case .maxPool(let size): MaxPool(size: size)
        case .globalAveragePool: GlobalAveragePool()
        case .dense(let name, let outputs):
            Dense(
                inputs: input.count, outputs: outputs,
                weight: layout.offset("\(name).weight"), bias: layout.offset("\(name).bias"),
                batchSize: batchSize)
        case .dropout(let rate): Dropout(rate: rate, index: index)
        }
    }
}
