/// A convolution with stride 1 and zero padding: (B, H, W, I) to (B, H', W', O), weights w: (k · k · I, O).
///
/// y = unfold(x) w + b. The gradient of x is a convolution too, of dy with the kernels turned by 180 degrees and
/// inputs and outputs exchanged, so the one unfolding serves both ways.
struct Convolution: Layer {
    let unfolding: Im2col
    let outputs: Int
    let weight: Int
    let bias: Int?

    /// The unfolding of dy that the gradient of x needs.
    private let backwardUnfolding: Im2col

    /// The turned kernels: (k · k · O, I), made anew in every backward pass.
    private let turned: FloatBuffer

    init(input: Shape, outputs: Int, kernel: Int, padding: Int, weight: Int, bias: Int?) {
        unfolding = Im2col(input: input, kernel: kernel, padding: padding)
        self.outputs = outputs
        self.weight = weight
        self.bias = bias
        let output = Shape(height: unfolding.outputHeight, width: unfolding.outputWidth, channels: outputs)
        backwardUnfolding = Im2col(input: output, kernel: kernel, padding: kernel - 1 - padding)
        turned = FloatBuffer(count: unfolding.columns * outputs)
    }

    /// Images that one matrix product takes together: small planes are joined until the product is worth its call.
    private var group: Int { max(1, 512 / max(1, min(unfolding.rows, backwardUnfolding.rows))) }

    var scratchCount: Int {
        group * max(unfolding.rows * unfolding.columns, backwardUnfolding.rows * backwardUnfolding.columns)
    }

    func forward(_ x: Batch, into y: Batch, _ pass: Pass) {
        pass.team.share(x.count) { _, samples, worker in
            let matrix = unsafe pass.scratch(of: worker)
            forEachGroup(of: samples) { images in
                unsafe unfold(images, of: x, by: unfolding, into: matrix)
                unsafe GEMM.multiply(
                    m: images.count * unfolding.rows, n: outputs, k: unfolding.columns,
                    matrix, pass.parameters + weight, into: y.sample(images.lowerBound))
            }
            if let bias {
                let b = unsafe pass.parameters + bias
                for row in samples.lowerBound * unfolding.rows..<samples.upperBound * unfolding.rows {
                    let out = unsafe y.base + row * outputs
                    for o in 0..<outputs { unsafe out[o] += b[o] }
                }
            }
        }
    }

    /// dw += unfold(x)ᵀ dy;  db += Σ dy;  dx = unfold(dy) turned(w)
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass) {
        if dx != nil { turnKernels(pass) }
        pass.team.share(x.count) { lane, samples, worker in
            let matrix = unsafe pass.scratch(of: worker)
            forEachGroup(of: samples) { images in
                unsafe unfold(images, of: x, by: unfolding, into: matrix)
                unsafe GEMM.multiply(
                    m: unfolding.columns, n: outputs, k: images.count * unfolding.rows,
                    matrix, transposeA: true, dy.sample(images.lowerBound),
                    beta: 1, into: pass.gradient(at: weight, lane: lane))
                guard let dx else { return }
                unsafe unfold(images, of: dy, by: backwardUnfolding, into: matrix)
                unsafe GEMM.multiply(
                    m: images.count * backwardUnfolding.rows, n: unfolding.input.channels,
                    k: backwardUnfolding.columns,
                    matrix, turned.base, into: dx.sample(images.lowerBound))
            }
            if let bias {
                let db = unsafe pass.gradient(at: bias, lane: lane)
                for row in samples.lowerBound * unfolding.rows..<samples.upperBound * unfolding.rows {
                    let d = unsafe dy.base + row * outputs
                    for o in 0..<outputs { unsafe db[o] += d[o] }
                }
            }
        }
    }

    private func forEachGroup(of samples: Range<Int>, _ body: (Range<Int>) -> Void) {
        for start in stride(from: samples.lowerBound, to: samples.upperBound, by: group) {
            body(start..<min(start + group, samples.upperBound))
        }
    }

    private func unfold(
        _ images: Range<Int>, of batch: Batch, by unfolding: Im2col, into matrix: UnsafeMutablePointer<Float>
    ) {
        for (i, image) in images.enumerated() {
            unsafe unfolding.unfold(
                batch.sample(image), into: matrix + i * unfolding.rows * unfolding.columns)
        }
    }

    /// w: (k · k, I, O) to turned: (k · k backwards, O, I)
    private func turnKernels(_ pass: Pass) {
        let taps = unfolding.kernel * unfolding.kernel
        let inputs = unfolding.input.channels
        for tap in 0..<taps {
            let source = unsafe pass.parameters + weight + tap * inputs * outputs
            let target = unsafe turned.base + (taps - 1 - tap) * inputs * outputs
            for i in 0..<inputs {
                for o in 0..<outputs { unsafe target[o * inputs + i] = source[i * outputs + o] }
            }
        }
    }
}
