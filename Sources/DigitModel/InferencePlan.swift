import Neural

/// A network made ready to answer: batch norm folded into the weights before it, dropout gone, rectifiers and pooling
/// joined to the convolutions, the weights transformed and packed, every size known.
///
/// A pure function of weights, input and the caller's workspace, so any number of threads may run it at once.
public struct InferencePlan: Sendable {
    private let steps: [any InferenceStep]
    private let input: PlaneLayout
    private let output = PlaneLayout(Shape(features: Architecture.classes))
    private let inputMean: Float
    private let inputDeviation: Float

    /// parameters: a block in the order of the architecture's layout, rounded as `quantization` says; pixels go in as
    /// (pixel - mean) / deviation.
    ///
    /// Dense layers of a quantised network keep their matrices narrow. Winograd's transforms take its kernels to
    /// float32, and with them all convolutions are computed as those of any network.
    public init(
        _ architecture: Architecture, parameters: [Float], quantization: Quantization? = nil,
        inputMean: Float, inputDeviation: Float
    ) {
        var stages = InferenceStage.stages(
            of: architecture, parameters: parameters, quantization: quantization)
        let isAbsorbed = stages[0].absorbScaling(mean: inputMean, deviation: inputDeviation)
        // From the last to the first: what a step writes lies as the next one reads it.
        var layout = output
        var steps: [any InferenceStep] = []
        for (index, stage) in stages.enumerated().reversed() {
            steps.insert(stage.step(output: layout, isFirst: index == 0), at: 0)
            layout = steps[0].input
        }
        self.steps = steps
        input = layout
        self.inputMean = isAbsorbed ? 0 : inputMean
        self.inputDeviation = isAbsorbed ? 1 : inputDeviation
    }

    /// The plan of a checkpoint.
    public init(_ checkpoint: Checkpoint) {
        self.init(
            checkpoint.architecture, parameters: checkpoint.parameters,
            quantization: checkpoint.quantization, inputMean: checkpoint.metadata.inputMean,
            inputDeviation: checkpoint.metadata.inputDeviation)
    }

    /// Memory for one caller at a time, to be used again and again.
    ///
    /// images: how many the caller has for it at once; fewer of them are taken through a step together where the
    /// activations of all would not stay in the second-level cache.
    public func makeWorkspace(images: Int = 1) -> InferenceWorkspace {
        let floats = steps.reduce(output.count) { $0 + $1.input.count }
        return InferenceWorkspace(steps, images: max(1, min(images, Self.cachedFloats / floats)))
    }

    /// A megabyte, the second-level cache of many a core.
    private static let cachedFloats = 256 * 1024

    /// The logits of one image.
    ///
    /// pixels: (H · W), 28 · 28 as a rule, 0 to 1, light ink on dark; the result: (10)
    public func logits(of pixels: [Float], workspace: inout InferenceWorkspace) -> [Float] {
        logits(of: pixels, images: 1, workspace: &workspace)
    }

    /// The logits of several images, the same bits as one after the other.
    ///
    /// pixels: (B, H · W); the result: (B, 10)
    public func logits(
        of pixels: [Float], images: Int, workspace: inout InferenceWorkspace
    ) -> [Float] {
        precondition(pixels.count == images * input.shape.count, "images of another size")
        var logits: [Float] = []
        logits.reserveCapacity(images * Architecture.classes)
        let places = workspace.offsets
        for first in stride(from: 0, to: images, by: workspace.images) {
            let count = min(workspace.images, images - first)
            unsafe workspace.withMemory { memory in
                for image in 0..<count {
                    unsafe enter(pixels, image: first + image, at: memory + image * input.count)
                }
                for (index, step) in steps.enumerated() {
                    unsafe step.run(
                        images: count, memory + places[index], into: memory + places[index + 1],
                        scratch: memory + places[steps.count + 1])
                }
                for image in 0..<count {
                    let row = unsafe memory + places[steps.count] + image * output.count
                    for digit in 0..<Architecture.classes { unsafe logits.append(row[digit]) }
                }
            }
        }
        return logits
    }

    /// Writes one image, scaled, inside the first plane's border.
    private func enter(_ pixels: [Float], image: Int, at plane: UnsafeMutablePointer<Float>) {
        let (width, first) = (input.shape.width, image * input.shape.count)
        for row in 0..<input.shape.height {
            let target = unsafe plane + input.origin + row * input.row
            for column in 0..<width {
                let pixel = pixels[first + row * width + column]
                unsafe target[column] = (pixel - inputMean) / inputDeviation
            }
        }
    }
}
