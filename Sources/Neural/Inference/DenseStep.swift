/// A dense layer over a whole plane, with bias and rectifier.
public struct DenseStep: InferenceStep {
    public let input: PlaneLayout
    public let output: PlaneLayout
    private let rectifies: Bool
    private let isFirst: Bool

    /// (H · W · I, O)
    private let panels: WeightPanels
    /// (O), rounded up.
    private let bias: [Float]

    /// `isFirst`: whether the plane is the network's own input, whose pixels are not rounded up to whole vectors.
    /// weights: (H · W · I, O), bias: (O)
    public init(
        input shape: Shape, isFirst: Bool, output: PlaneLayout, weights: [Float], bias: [Float],
        rectifies: Bool
    ) {
        input = PlaneLayout(shape, isPadded: !isFirst)
        self.output = output
        self.rectifies = rectifies
        self.isFirst = isFirst
        let (outputs, columns) = (output.shape.channels, output.pixel)
        self.bias = bias.padded(rowsOf: outputs, to: columns)
        panels = WeightPanels(weights, rows: shape.count, columns: columns, format: .float32)
    }

    /// The values that are not zero and their rows, for one image.
    public func scratchCount(images: Int) -> Int { 2 * input.shape.count }

    public func run(
        images: Int, _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>
    ) {
        unsafe panels.withPanels { panels in
            unsafe bias.withUnsafeBufferPointer { bias in
                guard let bias = bias.baseAddress else { return }
                if images == 1 {
                    let values = unsafe input.gatherNonZeros(of: x, into: scratch)
                    unsafe Kernels.sumRows(
                        values, columns: output.pixel, panels, bias: bias, rectify: rectifies, into: y)
                } else {
                    let right = unsafe Kernels.Right(
                        base: panels.base.assumingMemoryBound(to: Float.self), row: panels.row,
                        panelStride: panels.panelStride)
                    unsafe multiply(images, x, right, bias, into: y, scratch)
                }
            }
        }
    }

    /// Several images, a slice of the features at a time: a panel's slice stays in the first-level cache while all
    /// images go by.
    private func multiply(
        _ images: Int, _ x: UnsafePointer<Float>, _ right: Kernels.Right, _ bias: UnsafePointer<Float>,
        into y: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
    ) {
        // One run of features, or a run for every pixel.
        let isPlain = input.isPlain
        let run = isPlain ? 1 : input.shape.channels
        let slices =
            unsafe isFirst ? usedSlices(images, x, scratch) : slices(of: 0..<input.shape.count / run, run)
        for (index, slice) in slices.enumerated() {
            let isLast = index == slices.count - 1
            var rows = unsafe right
            unsafe rows.base += slice.lowerBound * run * right.row
            unsafe Kernels.multiply(
                rows: images, columns: output.pixel,
                Kernels.Left(
                    base: x + slice.lowerBound * (isPlain ? 1 : input.pixel), row: input.count,
                    segments: isPlain ? 1 : slice.count, depth: isPlain ? slice.count : run,
                    segment: input.pixel),
                rows, into: y, row: output.count,
                index == 0
                    ? .bias(bias, rectify: rectifies && isLast) : .add(rectify: rectifies && isLast))
        }
    }

    /// A range cut into slices of about 256 features, `run` of which belong together.
    private func slices(of range: Range<Int>, _ run: Int) -> [Range<Int>] {
        let length = max(1, 256 / run)
        return stride(from: range.lowerBound, to: range.upperBound, by: length)
            .map { $0..<min($0 + length, range.upperBound) }
    }

    /// Slices without the pixels that are paper in all of the images: a third of them, in a batch of digits.
    private func usedSlices(
        _ images: Int, _ x: UnsafePointer<Float>, _ largest: UnsafeMutablePointer<Float>
    ) -> [Range<Int>] {
        let features = input.shape.count
        unsafe largest.update(repeating: 0, count: features)
        for image in 0..<images {
            let pixels = unsafe x + image * input.count
            for feature in 0..<features {
                let ink = unsafe abs(pixels[feature])
                unsafe largest[feature] = ink > largest[feature] ? ink : largest[feature]
            }
        }
        var ranges: [Range<Int>] = []
        for feature in 0..<features where unsafe largest[feature] > 0 {
            // A gap of a few features costs less than another slice.
            if let last = ranges.last, feature - last.upperBound < 8 {
                ranges[ranges.count - 1] = last.lowerBound..<feature + 1
            } else {
                ranges.append(feature..<feature + 1)
            }
        }
        // Of empty pictures, one pixel has to bring the bias.
        return (ranges.isEmpty ? [0..<1] : ranges).flatMap { slices(of: $0, 1) }
    }
}
