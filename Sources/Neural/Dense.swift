/// A dense layer: (B, in) to (B, out), weights w: (out, in), y = x wᵀ + b.
///
/// The whole batch is one product, whose rows or columns the lanes share: so each lane makes all of its part of the
/// gradient, and there is nothing to add up.
struct Dense: Layer {
    let inputs: Int
    let outputs: Int
    let weight: Int
    let bias: Int

    /// xᵀ: (in, B), rows padded to whole vectors.
    private let turned: FloatBuffer

    /// yᵀ: (out, B), likewise.
    private let turnedOutput: FloatBuffer

    /// x in panels of columns, as the products take their right factors: (in / panel, B, panel).
    private let panels: FloatBuffer

    /// Where the products of the backward pass go if `inputs` do not fill whole vectors: (max(out, B), in padded).
    private let padded: FloatBuffer?

    init(inputs: Int, outputs: Int, weight: Int, bias: Int, batchSize: Int) {
        self.inputs = inputs
        self.outputs = outputs
        self.weight = weight
        self.bias = bias
        let rows = Kernels.padded(batchSize)
        turned = FloatBuffer(count: inputs * rows)
        turnedOutput = FloatBuffer(count: outputs * rows)
        panels = FloatBuffer(count: batchSize * Self.panelCount(inputs) * Kernels.panel)
        let width = Kernels.padded(inputs)
        padded = width == inputs ? nil : FloatBuffer(count: max(outputs, batchSize) * width)
    }

    /// yᵀ = w xᵀ, so that w is read as it lies
    func forward(_ x: Batch, into y: Batch, _ pass: Pass) {
        let rows = Kernels.padded(x.count)
        pass.team.share(inputs) { _, range, _ in
            for i in range {
                let target = unsafe turned.base + i * rows
                for sample in 0..<x.count { unsafe target[sample] = x.base[sample * inputs + i] }
            }
        }
        pass.team.share(outputs) { _, range, _ in
            let out = unsafe turnedOutput.base + range.lowerBound * rows
            unsafe Kernels.multiply(
                rows: range.count, columns: rows,
                .init(base: pass.parameters + weight + range.lowerBound * inputs, row: inputs, depth: inputs),
                .init(base: turned.base, row: rows), into: out, row: rows, .store)
            for sample in 0..<x.count {
                for o in range {
                    unsafe y.base[sample * outputs + o] =
                        turnedOutput.base[o * rows + sample] + pass.parameters[bias + o]
                }
            }
        }
    }

    /// dw = dyᵀ x;  db = Σ dy;  dx = dy w
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass) {
        let (dw, db) = unsafe (pass.gradient(at: weight), pass.gradient(at: bias))
        unsafe db.update(repeating: 0, count: outputs)
        for sample in 0..<x.count {
            for o in 0..<outputs { unsafe db[o] += dy.base[sample * outputs + o] }
        }
        pass.team.share(Self.panelCount(inputs)) { _, range, _ in
            let columns = range.lowerBound * Kernels.panel..<min(range.upperBound * Kernels.panel, inputs)
            for panel in range { pack(panel, of: x) }
            let stride = x.count * Kernels.panel
            unsafe multiply(
                rows: outputs, columns,
                .init(base: dy.base, row: 1, depth: x.count, step: outputs),
                .init(
                    base: panels.base + range.lowerBound * stride, row: Kernels.panel, panelStride: stride),
                into: dw)
            guard let dx else { return }
            unsafe multiply(
                rows: x.count, columns, .init(base: dy.base, row: outputs, depth: outputs),
                .init(base: pass.parameters + weight + columns.lowerBound, row: inputs), into: dx.base)
        }
    }

    /// Writes these columns of a product to a matrix of `inputs` columns.
    private func multiply(
        rows: Int, _ columns: Range<Int>, _ a: Kernels.Left, _ b: Kernels.Right,
        into c: UnsafeMutablePointer<Float>
    ) {
        let width = Kernels.padded(inputs)
        let target = unsafe (padded?.base ?? c) + columns.lowerBound
        unsafe Kernels.multiply(
            rows: rows, columns: Kernels.padded(columns.count), a, b, into: target, row: width, .store)
        guard padded != nil else { return }
        for row in 0..<rows {
            unsafe (c + row * inputs + columns.lowerBound).update(
                from: target + row * width, count: columns.count)
        }
    }

    private static func panelCount(_ inputs: Int) -> Int { (inputs + Kernels.panel - 1) / Kernels.panel }

    /// Copies a panel of columns, zeros behind the last.
    private func pack(_ panel: Int, of x: Batch) {
        let first = panel * Kernels.panel
        let count = min(Kernels.panel, inputs - first)
        for sample in 0..<x.count {
            let target = unsafe panels.base + (panel * x.count + sample) * Kernels.panel
            unsafe target.update(from: x.base + sample * inputs + first, count: count)
            unsafe (target + count).update(repeating: 0, count: Kernels.panel - count)
        }
    }
}
