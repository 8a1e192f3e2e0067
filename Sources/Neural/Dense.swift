/// A dense layer: (B, in) to (B, out), weights w: (out, in), y = x wᵀ + b.
struct Dense: Layer {
    let inputs: Int
    let outputs: Int
    let weight: Int
    let bias: Int

    func forward(_ x: Batch, into y: Batch, _ pass: Pass) {
        pass.team.share(x.count) { _, samples, _ in
            let out = unsafe y.sample(samples.lowerBound)
            for i in 0..<samples.count {
                unsafe (out + i * outputs).update(from: pass.parameters + bias, count: outputs)
            }
            unsafe GEMM.multiply(
                m: samples.count, n: outputs, k: inputs,
                x.sample(samples.lowerBound), pass.parameters + weight, transposeB: true, beta: 1, into: out)
        }
    }

    /// dw += dyᵀ x;  db += Σ dy;  dx = dy w
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass) {
        pass.team.share(x.count) { lane, samples, _ in
            let d = unsafe dy.sample(samples.lowerBound)
            unsafe GEMM.multiply(
                m: outputs, n: inputs, k: samples.count,
                d, transposeA: true, x.sample(samples.lowerBound),
                beta: 1, into: pass.gradient(at: weight, lane: lane))
            let db = unsafe pass.gradient(at: bias, lane: lane)
            for i in 0..<samples.count {
                for o in 0..<outputs { unsafe db[o] += d[i * outputs + o] }
            }
            guard let dx else { return }
            unsafe GEMM.multiply(
                m: samples.count, n: inputs, k: outputs,
                d, pass.parameters + weight, into: dx.sample(samples.lowerBound))
        }
    }
}
