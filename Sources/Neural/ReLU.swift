/// The rectifier, y = max(x, 0), in any shape. What is not a number stays so, for the loss to show it.
struct ReLU: Layer {
    func forward(_ x: Batch, into y: Batch, _ pass: Pass) {
        pass.team.share(x.count) { _, samples, _ in
            let (source, target) = unsafe (x.sample(samples.lowerBound), y.sample(samples.lowerBound))
            for i in 0..<(samples.count * x.shape.count) {
                unsafe target[i] = source[i] < 0 ? 0 : source[i]
            }
        }
    }

    /// dx = dy where y > 0, else 0
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass) {
        guard let dx else { return }
        pass.team.share(y.count) { _, samples, _ in
            let first = samples.lowerBound
            let (out, d, target) = unsafe (y.sample(first), dy.sample(first), dx.sample(first))
            for i in 0..<(samples.count * y.shape.count) {
                // Loaded whatever the sign, so that the loop has no branch and runs on vectors.
                let difference = unsafe d[i]
                unsafe target[i] = out[i] > 0 ? difference : 0
            }
        }
    }
}
