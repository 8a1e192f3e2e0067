/// A convolution as one product for each row of outputs, straight from the plane: the rows of the left matrix overlap
/// in memory, so nothing is unfolded.
public struct DirectConvolutionStep: InferenceStep {
    public let input: PlaneLayout
    public let output: PlaneLayout
    private let kernel: Int
    private let rectifies: Bool

    /// (k · k · I, O), O rounded up to whole vectors.
    private let weights: [Float]
    /// (O), rounded up.
    private let bias: [Float]

    /// `input` has the convolution's padding for a border. weights: (k, k, I, O), bias: (O)
    public init(
        input: PlaneLayout, kernel: Int, output: PlaneLayout, weights: [Float], bias: [Float],
        rectifies: Bool
    ) {
        self.input = input
        self.output = output
        self.kernel = kernel
        self.rectifies = rectifies
        self.weights = weights.padded(rowsOf: output.shape.channels, to: output.pixel)
        self.bias = bias.padded(rowsOf: output.shape.channels, to: output.pixel)
    }

    /// What a convolution with that padding reads where `shape` goes in. Where the shape is the network's own input,
    /// its pixels are not rounded up: a kernel's row is one run of floats then.
    public static func input(_ shape: Shape, padding: Int, isFirst: Bool) -> PlaneLayout {
        PlaneLayout(shape, before: padding, after: padding, isPadded: !isFirst)
    }

    public func run(
        images: Int, _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>
    ) {
        let isDense = input.pixel == input.shape.channels
        unsafe weights.withUnsafeBufferPointer { weights in
            unsafe bias.withUnsafeBufferPointer { bias in
                guard let weights = weights.baseAddress, let bias = bias.baseAddress else { return }
                for row in 0..<images * output.shape.height {
                    let (image, row) = row.quotientAndRemainder(dividingBy: output.shape.height)
                    unsafe Kernels.multiply(
                        rows: output.shape.width, columns: output.pixel,
                        Kernels.Left(
                            base: x + image * input.count + row * input.row, row: input.pixel,
                            planes: kernel, segments: isDense ? 1 : kernel,
                            depth: isDense ? kernel * input.pixel : input.shape.channels,
                            plane: input.row, segment: input.pixel),
                        Kernels.Right(base: weights, row: output.pixel),
                        into: y + image * output.count + output.origin + row * output.row,
                        row: output.pixel, .bias(bias, rectify: rectifies))
                }
            }
        }
    }
}
