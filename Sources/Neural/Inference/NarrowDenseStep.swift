/// A dense layer over a whole plane, with bias and rectifier, whose matrix stays in narrow numbers: they become float32 in
/// registers, so that a half or a quarter of the bytes have to come from memory.
///
/// y = scale · (x w) + bias. The images of a batch go one after the other: that is as quick as a product of float32, whose
/// rows cannot leave out what is zero.
public struct NarrowDenseStep: InferenceStep {
    public let input: PlaneLayout
    public let output: PlaneLayout
    private let rectifies: Bool

    /// (H · W · I, O)
    private let panels: WeightPanels
    /// (O), rounded up.
    private let scale: [Float]
    private let bias: [Float]

    /// Whether this processor widens numbers at less cost than it reads wide ones.
    public static let pays = Kernels.Level.best.widensInRegisters

    /// `isFirst`: whether the plane is the network's own input, whose pixels are not rounded up to whole vectors.
    /// weights: (H · W · I, O), every one a number that `format` holds exactly; scale: (O); bias: (O)
    public init(
        input shape: Shape, isFirst: Bool, output: PlaneLayout, weights: [Float], format: WeightFormat,
        scale: [Float], bias: [Float], rectifies: Bool
    ) {
        input = PlaneLayout(shape, isPadded: !isFirst)
        self.output = output
        self.rectifies = rectifies
        let (outputs, columns) = (output.shape.channels, output.pixel)
        self.scale = scale.padded(rowsOf: outputs, to: columns)
        self.bias = bias.padded(rowsOf: outputs, to: columns)
        panels = WeightPanels(weights, rows: shape.count, columns: columns, format: format)
    }

    /// The values that are not zero and their rows, for one image.
    public func scratchCount(images: Int) -> Int { 2 * input.shape.count }

    public func run(
        images: Int, _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>
    ) {
        unsafe panels.withPanels { panels in
            for image in 0..<images {
                let sums = unsafe y + image * output.count
                let values = unsafe input.gatherNonZeros(of: x + image * input.count, into: scratch)
                unsafe Kernels.sumRows(
                    values, columns: output.pixel, panels, bias: nil, rectify: false, into: sums)
                for column in scale.indices {
                    let value = unsafe sums[column] * scale[column] + bias[column]
                    unsafe sums[column] = rectifies && value < 0 ? 0 : value
                }
            }
        }
    }
}
