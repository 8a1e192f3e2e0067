/// A convolution with stride 1 and zero padding, straight from the plane: (B, H, W, I) to (B, H', W', O), weights w:
/// (k · k · I, O).
///
/// A row of outputs is one product whose left rows overlap in memory, so nothing is unfolded. The gradient of x is a
/// convolution too, of dy with the kernels turned by 180 degrees and inputs and outputs exchanged.
struct DirectConvolution: Layer {
    private let kernel: Int
    private let input: PlaneLayout
    private let output: PlaneLayout
    /// dy with the border that the gradient of x needs.
    private let difference: PlaneLayout
    private let weight: Int
    private let bias: Int?

    /// w and, as its last row, the bias or zeros: (k · k · I + 1, O), O rounded up to whole vectors.
    private let kernels: FloatBuffer
    /// The turned kernels: (k · k · O, I), I rounded up.
    private let turned: FloatBuffer
    /// dw of every lane: (lanes, k · k · I, O), O rounded up.
    private let gradients: FloatBuffer
    private let differences: ChannelSums

    init(
        input shape: Shape, outputs: Int, kernel: Int, padding: Int, weight: Int, bias: Int?, lanes: Int
    ) {
        let lost = kernel - 1 - 2 * padding
        let result = Shape(height: shape.height - lost, width: shape.width - lost, channels: outputs)
        self.kernel = kernel
        self.weight = weight
        self.bias = bias
        input = PlaneLayout(shape, before: padding, after: padding, isPadded: false)
        output = PlaneLayout(result)
        difference = PlaneLayout(
            result, before: kernel - 1 - padding, after: kernel - 1 - padding, isPadded: false)
        let taps = kernel * kernel
        kernels = FloatBuffer(count: (taps * shape.channels + 1) * output.pixel)
        turned = FloatBuffer(count: taps * outputs * Kernels.padded(shape.channels))
        gradients = FloatBuffer(count: lanes * taps * shape.channels * output.pixel)
        differences = ChannelSums(channels: outputs, kinds: 1, lanes: lanes)
    }

    /// A plane going in and one coming out, each way.
    var scratchCount: Int {
        max(input.count, difference.count)
            + max(output.count, input.shape.area * Kernels.padded(input.shape.channels))
    }

    func forward(_ x: Batch, into y: Batch, _ pass: Pass) {
        let (rows, outputs) = (kernel * kernel * input.shape.channels, output.shape.channels)
        for row in 0..<rows {
            unsafe (kernels.base + row * output.pixel).update(
                from: pass.parameters + weight + row * outputs, count: outputs)
        }
        if let bias {
            unsafe (kernels.base + rows * output.pixel).update(
                from: pass.parameters + bias, count: outputs)
        }
        pass.team.share(x.count) { _, samples, worker in
            let plane = unsafe pass.scratch(of: worker)
            let result = unsafe plane + max(input.count, difference.count)
            for sample in samples {
                unsafe input.enter(x.sample(sample), at: plane)
                let target = unsafe output.isPlain ? y.sample(sample) : result
                unsafe convolve(
                    plane, input, with: kernels.base, into: target, output,
                    .bias(kernels.base + rows * output.pixel, rectify: false))
                if !output.isPlain { unsafe output.leave(result, into: y.sample(sample)) }
            }
        }
    }

    /// dw = xᵀ dy over all places of the kernel;  db = Σ dy;  dx = dy convolved with turned(w)
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass) {
        if dx != nil { turnKernels(pass) }
        let (inputs, outputs) = (input.shape.channels, output.shape.channels)
        let rowsOfKernel = kernel * inputs
        let size = kernel * rowsOfKernel * output.pixel
        let result = PlaneLayout(input.shape)
        differences.begin()
        pass.team.share(x.count) { lane, samples, worker in
            let plane = unsafe pass.scratch(of: worker)
            let other = unsafe plane + max(input.count, difference.count)
            let gradient = unsafe gradients.base + lane * size
            for sample in samples {
                unsafe input.enter(x.sample(sample), at: plane)
                if !output.isPlain { unsafe output.enter(dy.sample(sample), at: other) }
                let d = unsafe output.isPlain ? dy.sample(sample) : other
                for row in 0..<kernel {
                    unsafe Kernels.multiply(
                        rows: rowsOfKernel, columns: output.pixel,
                        Kernels.Left(
                            base: plane + row * input.row, row: 1, planes: output.shape.height,
                            depth: output.shape.width, plane: input.row, step: inputs),
                        Kernels.Right(base: d, row: output.pixel),
                        into: gradient + row * rowsOfKernel * output.pixel, row: output.pixel,
                        sample == samples.lowerBound ? .store : .add())
                }
                guard let dx else { continue }
                unsafe difference.enter(dy.sample(sample), at: plane)
                unsafe convolve(plane, difference, with: turned.base, into: other, result, .store)
                unsafe result.leave(other, into: dx.sample(sample))
            }
            if bias != nil { differences.add(samples, of: dy, lane: lane) }
        }
        if let bias { unsafe differences.write(to: pass.gradient(at: bias)) }
        let dw = unsafe pass.gradient(at: weight)
        let lanes = (0..<pass.team.lanes).filter { !pass.team.samples(of: x.count, lane: $0).isEmpty }
        for row in 0..<kernel * rowsOfKernel {
            unsafe (dw + row * outputs).update(repeating: 0, count: outputs)
            for lane in lanes {
                let gradient = unsafe gradients.base + lane * size + row * output.pixel
                for o in 0..<outputs { unsafe dw[row * outputs + o] += gradient[o] }
            }
        }
    }

    /// One product for each row of the result.
    private func convolve(
        _ x: UnsafePointer<Float>, _ from: PlaneLayout, with kernels: UnsafePointer<Float>,
        into y: UnsafeMutablePointer<Float>, _ to: PlaneLayout, _ finish: Kernels.Finish
    ) {
        for row in 0..<to.shape.height {
            unsafe Kernels.multiply(
                rows: to.shape.width, columns: to.pixel,
                Kernels.Left(
                    base: x + row * from.row, row: from.pixel, planes: kernel, depth: kernel * from.pixel,
                    plane: from.row),
                Kernels.Right(base: kernels, row: to.pixel),
                into: y + row * to.row, row: to.pixel, finish)
        }
    }

    /// w: (k · k, I, O) to turned: (k · k backwards, O, I)
    private func turnKernels(_ pass: Pass) {
        let (taps, inputs, outputs) = (kernel * kernel, input.shape.channels, output.shape.channels)
        let columns = Kernels.padded(inputs)
        for tap in 0..<taps {
            let source = unsafe pass.parameters + weight + tap * inputs * outputs
            let target = unsafe turned.base + (taps - 1 - tap) * outputs * columns
            for i in 0..<inputs {
                for o in 0..<outputs { unsafe target[o * columns + i] = source[i * outputs + o] }
            }
        }
    }
}
