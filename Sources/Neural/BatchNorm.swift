import Glibc

/// Batch normalisation of every channel over batch and plane (Ioffe and Szegedy 2015): (B, H, W, C) to the same.
///
/// y = (x - mean) / √(variance + ε) · scale + shift. Training takes the batch's statistics and moves the running
/// ones towards them, with the unbiased variance, as PyTorch does; otherwise the running ones are used.
struct BatchNorm: Layer {

    let channels: Int
    let scale: Int
    let shift: Int
    let runningMean: Int
    let runningVariance: Int

    /// The mean and 1 / √(variance + ε) of the last forward pass: (2, C).
    private let statistics: FloatBuffer

    /// Two sums a channel for every lane: (lanes, 2, C).
    private let sums: FloatBuffer

    init(channels: Int, lanes: Int, scale: Int, shift: Int, runningMean: Int, runningVariance: Int) {
        self.channels = channels
        self.scale = scale
        self.shift = shift
        self.runningMean = runningMean
        self.runningVariance = runningVariance
        statistics = FloatBuffer(count: 2 * channels)
        sums = FloatBuffer(count: lanes * 2 * channels)
    }

    var hasLaneGradients: Bool { false }

    func forward(_ x: Batch, into y: Batch, _ pass: Pass) {
        let mean = unsafe statistics.base
        let inverse = unsafe statistics.base + channels
        if pass.isTraining {
            takeStatistics(of: x, pass)
        } else {
            for c in 0..<channels {
                unsafe mean[c] = pass.parameters[runningMean + c]
                unsafe inverse[c] =
                    1 / sqrt(pass.parameters[runningVariance + c] + BatchNormalization.epsilon)
            }
        }
        let gamma = unsafe pass.parameters + scale
        let beta = unsafe pass.parameters + shift
        forEachRow(of: x, pass) { row in
            let (source, target) = unsafe (x.base + row, y.base + row)
            for c in 0..<channels {
                unsafe target[c] = (source[c] - mean[c]) * (inverse[c] * gamma[c]) + beta[c]
            }
        }
    }

    /// With x̂ = (x - mean) · inverse over N rows: dscale = Σ dy x̂;  dshift = Σ dy;
    /// dx = scale · inverse · (dy - Σ dy / N - x̂ · Σ dy x̂ / N)
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass) {
        precondition(pass.isTraining, "the gradient is that of batch statistics")
        let mean = unsafe statistics.base
        let inverse = unsafe statistics.base + channels
        unsafe sum(over: x, pass) { row, first, second in
            let (source, d) = unsafe (x.base + row, dy.base + row)
            for c in 0..<channels {
                unsafe first[c] += d[c]
                unsafe second[c] += d[c] * ((source[c] - mean[c]) * inverse[c])
            }
        }
        let dshift = unsafe pass.gradient(at: shift)
        let dscale = unsafe pass.gradient(at: scale)
        let n = Float(x.count * x.shape.area)
        // The two means that dx needs take the place of lane 0's sums.
        let (meanDy, meanDyX) = unsafe (sums.base, sums.base + channels)
        for c in 0..<channels {
            let (first, second) = total(of: c, pass.team.lanes)
            unsafe dshift[c] = Float(first)
            unsafe dscale[c] = Float(second)
            unsafe meanDy[c] = Float(first) / n
            unsafe meanDyX[c] = Float(second) / n
        }
        guard let dx else { return }
        let gamma = unsafe pass.parameters + scale
        forEachRow(of: x, pass) { row in
            let (source, d, target) = unsafe (x.base + row, dy.base + row, dx.base + row)
            for c in 0..<channels {
                let normal = unsafe (source[c] - mean[c]) * inverse[c]
                unsafe target[c] = gamma[c] * inverse[c] * (d[c] - meanDy[c] - normal * meanDyX[c])
            }
        }
    }

    private func takeStatistics(of x: Batch, _ pass: Pass) {
        // Sums are taken about the running mean, so that a mean far from zero does not eat the variance's digits.
        let pivot = unsafe pass.parameters + runningMean
        unsafe sum(over: x, pass) { row, first, second in
            let source = unsafe x.base + row
            for c in 0..<channels {
                let value = unsafe source[c] - pivot[c]
                unsafe first[c] += value
                unsafe second[c] += value * value
            }
        }
        let n = Double(x.count * x.shape.area)
        let unbiased = n > 1 ? n / (n - 1) : 1
        for c in 0..<channels {
            let (first, second) = total(of: c, pass.team.lanes)
            let offset = first / n
            let variance = max(0, second / n - offset * offset)
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

    /// Clears every lane's two sums, then lets `body` add each row of the batch to its lane's.
    private func sum(
        over x: Batch, _ pass: Pass,
        _ body: (_ row: Int, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void
    ) {
        sums.zero()
        pass.team.share(x.count) { lane, samples, _ in
            let first = unsafe sums.base + lane * 2 * channels
            let rows = samples.lowerBound * x.shape.area..<samples.upperBound * x.shape.area
            for row in rows { unsafe body(row * channels, first, first + channels) }
        }
    }

    private func total(of channel: Int, _ lanes: Int) -> (Double, Double) {
        (0..<lanes).reduce((0, 0)) { total, lane in
            let lane = unsafe sums.base + lane * 2 * channels + channel
            return unsafe (total.0 + Double(lane[0]), total.1 + Double(lane[channels]))
        }
    }

    private func forEachRow(of x: Batch, _ pass: Pass, _ body: (_ row: Int) -> Void) {
        pass.team.share(x.count) { _, samples, _ in
            for row in samples.lowerBound * x.shape.area..<samples.upperBound * x.shape.area {
                body(row * channels)
            }
        }
    }
}
