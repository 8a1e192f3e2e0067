/// Zeroes features at `rate` while training and scales the others by 1 / (1 - rate)
/// (Srivastava and others 2014); passes everything on otherwise.
struct Dropout: Layer {
    /// The rate as it was asked for, to a 65,536th.
    private let threshold: UInt16

    /// Tells this layer's random numbers from another's.
    let index: Int

    init(rate: Float, index: Int) {
        precondition((0..<1).contains(rate), "a layer that drops everything passes nothing on")
        threshold = UInt16(min(65_535, (rate * 65_536).rounded()))
        self.index = index
    }

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
        let scale = 1 / (1 - Float(threshold) / 65_536)
        let threshold = SIMD8<Int32>(repeating: Int32(threshold))
        pass.team.share(source.count) { _, samples, _ in
            for sample in samples {
                let (from, to) = unsafe (source.sample(sample), target.sample(sample))
                guard pass.isTraining else {
                    unsafe to.update(from: from, count: count)
                    continue
                }
                // Sixteen random bits a feature: two draws for eight.
                var generator = SplitMix64(seed: pass.seed, path: UInt64(index), UInt64(sample))
                forEachVector(in: 0..<count) { i, size in
                    let draws = SIMD2(generator.next(), generator.next())
                    let bits = unsafe unsafeBitCast(draws, to: SIMD8<UInt16>.self)
                    let isKept = SIMD8<Int32>(truncatingIfNeeded: bits) .>= threshold
                    let values = unsafe (from + i).vector(size) * scale
                    unsafe (to + i).store(values.kept(where: isKept), size)
                }
            }
        }
    }
}
