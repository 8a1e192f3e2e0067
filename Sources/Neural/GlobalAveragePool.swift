/// The mean of every channel's plane (Lin, Chen and Yan 2013): (B, H, W, C) to (B, 1, 1, C).
struct GlobalAveragePool: Layer {
    func forward(_ x: Batch, into y: Batch, _ pass: Pass) {
        let (area, channels) = (x.shape.area, x.shape.channels)
        pass.team.share(x.count) { _, samples, _ in
            for sample in samples {
                let (source, target) = unsafe (x.sample(sample), y.sample(sample))
                unsafe target.update(repeating: 0, count: channels)
                for pixel in 0..<area {
                    for c in 0..<channels { unsafe target[c] += source[pixel * channels + c] }
                }
                for c in 0..<channels { unsafe target[c] *= 1 / Float(area) }
            }
        }
    }

    /// dx = dy / (H · W) at every pixel
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass) {
        guard let dx else { return }
        let (area, channels) = (x.shape.area, x.shape.channels)
        pass.team.share(x.count) { _, samples, _ in
            for sample in samples {
                let (d, target) = unsafe (dy.sample(sample), dx.sample(sample))
                for pixel in 0..<area {
                    for c in 0..<channels {
                        unsafe target[pixel * channels + c] = d[c] * (1 / Float(area))
                    }
                }
            }
        }
    }
}
