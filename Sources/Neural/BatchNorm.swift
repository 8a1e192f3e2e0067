import Glibc

/// Batch normalisation of every channel over batch and plane (Ioffe and Szegedy 2015), and the rectifier behind it
/// where there is one: (B, H, W, C) to the same.
///
/// y = (x - mean) / √(variance + ε) · scale + shift. Training takes the batch's statistics and moves the running
/// ones towards them, with the unbiased variance, as PyTorch does; otherwise the running ones are used.
struct BatchNorm: Layer {

    let channels: Int
    let scale: Int
    let shift: Int
    let runningMean: Int
    let runningVariance: Int

    /// Whether y = max(the above, 0).
    let isRectified: Bool

    /// The mean and 1 / √(variance + ε) of the last forward pass: (2, C).
    fileprivate let statistics: FloatBuffer

    /// Σ dy / N and Σ dy x̂ / N of the last backward pass: (2, C).
    private let means: FloatBuffer

    private let sums: ChannelSums

    init(
        channels: Int, isRectified: Bool, lanes: Int, scale: Int, shift: Int, runningMean: Int,
        runningVariance: Int
    ) {
        self.channels = channels
        self.isRectified = isRectified
        self.scale = scale
        self.shift = shift
        self.runningMean = runningMean
        self.runningVariance = runningVariance
        statistics = FloatBuffer(count: 2 * channels)
        means = FloatBuffer(count: 2 * channels)
        sums = ChannelSums(channels: channels, kinds: 2, lanes: lanes)
    }

    func forward(_ x: Batch, into y: Batch, _ pass: Pass) {
        if pass.isTraining {
            takeStatistics(of: x, pass)
        } else {
            for c in 0..<channels {
                unsafe statistics.base[c] = pass.parameters[runningMean + c]
                unsafe statistics.base[channels + c] =
                    1 / sqrt(pass.parameters[runningVariance + c] + BatchNormalization.epsilon)
            }
        }
        pass.team.share(x.count) { _, samples, _ in
            forEachRun(of: samples, x) { run in
                let channel = Channels(self, run, pass)
                run.forEachPlace { place in
                    let value = unsafe channel.output(channel.normal((x.base + place).vector(run.count)))
                    unsafe (y.base + place).store(isRectified ? value.rectified : value, run.count)
                }
            }
        }
    }

    /// With x̂ = (x - mean) · inverse over N rows, and dy only where y > 0 if rectified:
    /// dscale = Σ dy x̂;  dshift = Σ dy;  dx = scale · inverse · (dy - Σ dy / N - x̂ · Σ dy x̂ / N)
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass) {
        precondition(pass.isTraining, "the gradient is that of batch statistics")
        sums.take(over: x, pass.team) { run, sums in
            let channel = Channels(self, run, pass)
            run.forEachPlace { place in
                let (d, normal) = slope(dy, x, place, channel, run.count)
                sums.0 += d
                sums.1 += d * normal
            }
        }
        let dshift = unsafe pass.gradient(at: shift)
        let dscale = unsafe pass.gradient(at: scale)
        let n = Float(x.count * x.shape.area)
        for c in 0..<channels {
            unsafe dshift[c] = Float(sums.total(of: c, kind: 0))
            unsafe dscale[c] = Float(sums.total(of: c, kind: 1))
            unsafe means.base[c] = dshift[c] / n
            unsafe means.base[channels + c] = dscale[c] / n
        }
        guard let dx else { return }
        pass.team.share(x.count) { _, samples, _ in
            forEachRun(of: samples, x) { run in
                let channel = Channels(self, run, pass)
                let factor = channel.scale * channel.inverse
                let mean = unsafe (means.base + run.first).vector(run.count)
                let meanNormal = unsafe (means.base + channels + run.first).vector(run.count)
                run.forEachPlace { place in
                    let (d, normal) = slope(dy, x, place, channel, run.count)
                    unsafe (dx.base + place).store(factor * (d - mean - normal * meanNormal), run.count)
                }
            }
        }
    }

    /// dy before the rectifier, and x̂.
    @inline(__always)
    private func slope(
        _ dy: Batch, _ x: Batch, _ place: Int, _ channel: Channels, _ count: Int
    ) -> (Vector8, Vector8) {
        let normal = unsafe channel.normal((x.base + place).vector(count))
        let d = unsafe (dy.base + place).vector(count)
        // y again, rather than read: memory is slower.
        return (isRectified ? d.kept(where: channel.output(normal) .> 0) : d, normal)
    }

    private func takeStatistics(of x: Batch, _ pass: Pass) {
        // Sums are taken about the running mean, so that a mean far from zero does not eat the variance's digits.
        let pivot = unsafe pass.parameters + runningMean
        sums.take(over: x, pass.team) { run, sums in
            let about = unsafe (pivot + run.first).vector(run.count)
            run.forEachPlace { place in
                let value = unsafe (x.base + place).vector(run.count) - about
                sums.0 += value
                sums.1 += value * value
            }
        }
        let n = Double(x.count * x.shape.area)
        let unbiased = n > 1 ? n / (n - 1) : 1
        for c in 0..<channels {
            let offset = sums.total(of: c, kind: 0) / n
            let variance = max(0, sums.total(of: c, kind: 1) / n - offset * offset)
            let mean = unsafe Float(Double(pivot[c]) + offset)
            unsafe statistics.base[c] = mean
            unsafe statistics.base[channels + c] = Float(
                1 / sqrt(variance + Double(BatchNormalization.epsilon)))
            unsafe pass.parameters[runningMean + c] += BatchNormalization.momentum * (mean - pivot[c])
            let running = unsafe pass.parameters[runningVariance + c]
            unsafe pass.parameters[runningVariance + c] +=
                BatchNormalization.momentum * (Float(variance * unbiased) - running)
        }
    }
}

/// What batch norm does to eight channels.
private struct Channels {
    let mean: Vector8
    let inverse: Vector8
    let scale: Vector8
    let shift: Vector8

    init(_ layer: BatchNorm, _ run: PixelRun, _ pass: Pass) {
        mean = unsafe (layer.statistics.base + run.first).vector(run.count)
        inverse = unsafe (layer.statistics.base + layer.channels + run.first).vector(run.count)
        scale = unsafe (pass.parameters + layer.scale + run.first).vector(run.count)
        shift = unsafe (pass.parameters + layer.shift + run.first).vector(run.count)
    }

    /// x̂
    @inline(__always)
    func normal(_ x: Vector8) -> Vector8 { (x - mean) * inverse }

    /// y before the rectifier.
    @inline(__always)
    func output(_ normal: Vector8) -> Vector8 { normal * scale + shift }
}
