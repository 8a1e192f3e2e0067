/// Zeroes features at `rate` while training and scales the others by 1 / (1 - rate)
/// (Srivastava and others 2014); passes everything on otherwise.
struct Dropout: Layer {
    let rate: Float

    /// Tells this layer's random numbers from another's.
    let index: Int

    func forward(_ x: Batch, into y: Batch, _ pass: Pass) {
        mask(x, into: y, pass)
    }

    /// dx = dy under the very mask of the forward pass, which is drawn again rather than kept
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass) {
        guard let dx else { return }
        mask(dy, into: dx, pass)
    }

    private func mask(_ source: Batch, into target: Batch, _ pass: Pass) {
        let count = source.shape.count
        pass.team.share(source.count) { _, samples, _ in
            for sample in samples {
                let (from, to) = unsafe (source.sample(sample), target.sample(sample))
                guard pass.isTraining else {
                    unsafe to.update(from: from, count: count)
                    continue
                }
                var generator = SplitMix64(seed: pass.seed, path: UInt64(index), UInt64(sample))
                for i in 0..<count {
                    unsafe to[i] = generator.uniform() < rate ? 0 : from[i] * (1 / (1 - rate))
                }
            }
        }
    }
}
