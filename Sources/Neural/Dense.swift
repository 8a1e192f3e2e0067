/// A dense layer: (B, in) to (B, out), weights w: (out, in), y = x wᵀ + b.
///
/// Each way is a product over the whole batch, of which every lane makes some columns or rows: so each has all of its
/// part of the gradient, and there is nothing to add up.
struct Dense: Layer {
    let inputs: Int
    let outputs: Int
    let weight: Int
    let bias: Int

    func forward(_ x: Batch, into y: Batch, _ pass: Pass) {
        pass.team.share(outputs) { _, columns, _ in
            let out = unsafe y.base + columns.lowerBound
            for sample in 0..<x.count {
                unsafe (out + sample * outputs).update(
                    from: pass.parameters + bias + columns.lowerBound, count: columns.count)
            }
            unsafe GEMM.multiply(
                m: x.count, n: columns.count, k: inputs,
                x.base, pass.parameters + weight + columns.lowerBound * inputs, transposeB: true,
                beta: 1, into: out, row: outputs)
        }
    }

    /// dw = dyᵀ x;  db = Σ dy;  dx = dy w
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass) {
        pass.team.share(outputs) { _, rows, _ in
            unsafe GEMM.multiply(
                m: rows.count, n: inputs, k: x.count,
                dy.base + rows.lowerBound, rowA: outputs, transposeA: true, x.base,
                into: pass.gradient(at: weight + rows.lowerBound * inputs))
            for row in rows {
                var sum: Float = 0
                for sample in 0..<x.count { unsafe sum += dy.base[sample * outputs + row] }
                unsafe pass.gradient(at: bias)[row] = sum
            }
        }
        guard let dx else { return }
        pass.team.share(x.count) { _, samples, _ in
            unsafe GEMM.multiply(
                m: samples.count, n: inputs, k: outputs,
                dy.sample(samples.lowerBound), pass.parameters + weight, into: dx.sample(samples.lowerBound))
        }
    }
}
