/// Sums over all pixels of a batch, `kinds` of them for every channel: in floats for each lane, in doubles over them
/// all.
struct ChannelSums {
    fileprivate let channels: Int
    private let kinds: Int
    private let lanes: Int

    /// A vector for every eight channels, the last of which may overlap: (lanes, kinds, vectors, 8).
    private let sums: FloatBuffer

    init(channels: Int, kinds: Int, lanes: Int) {
        self.channels = channels
        self.kinds = kinds
        self.lanes = lanes
        sums = FloatBuffer(count: lanes * kinds * Self.padded(channels))
    }

    private static func padded(_ channels: Int) -> Int { (channels + 7) / 8 * 8 }
    private var stride: Int { Self.padded(channels) }

    /// Takes the sums anew. `body` adds what a run of pixels has for its channels to the sums it is given.
    @inline(__always)
    func take(
        over x: Batch, _ team: Team,
        _ body: (_ run: PixelRun, _ sums: inout (Vector8, Vector8)) -> Void
    ) {
        sums.zero()
        team.share(x.count) { lane, samples, _ in add(samples, of: x, lane: lane, body) }
    }

    /// Takes the sums anew of the pixels themselves, in a `share` that has more to do: every lane adds its samples.
    func begin() { sums.zero() }

    func add(_ samples: Range<Int>, of x: Batch, lane: Int) {
        add(samples, of: x, lane: lane) { run, sums in
            run.forEachPlace { sums.0 += unsafe (x.base + $0).vector(run.count) }
        }
    }

    @inline(__always)
    private func add(
        _ samples: Range<Int>, of x: Batch, lane: Int,
        _ body: (_ run: PixelRun, _ sums: inout (Vector8, Vector8)) -> Void
    ) {
        forEachRun(of: samples, x) { run in
            let place = unsafe sums.base + lane * kinds * stride + (run.first + 7) / 8 * 8
            var values = unsafe (place.vector(), (place + (kinds - 1) * stride).vector())
            body(run, &values)
            unsafe place.store(values.0)
            if kinds > 1 { unsafe (place + stride).store(values.1) }
        }
    }

    /// One kind's total of one channel.
    func total(of channel: Int, kind: Int = 0) -> Double {
        // Where the vector that holds the channel begins.
        let vector = channel / 8 * 8
        let first = max(0, min(vector, channels - 8))
        return (0..<lanes).reduce(0) { total, lane in
            unsafe total + Double(sums.base[(lane * kinds + kind) * stride + vector + channel - first])
        }
    }
}

extension ChannelSums {
    /// Writes every channel's total of the first kind.
    func write(to totals: UnsafeMutablePointer<Float>) {
        for c in 0..<channels { unsafe totals[c] = Float(total(of: c)) }
    }
}

/// Neighbouring pixels of a batch, and eight of their channels, or all where there are fewer.
struct PixelRun {
    let pixels: Range<Int>
    let channels: Int
    /// The first channel, and how many.
    let first: Int
    let count: Int

    /// Calls `body` with the place of the first channel in every pixel.
    @inline(__always)
    func forEachPlace(_ body: (_ place: Int) -> Void) {
        var place = pixels.lowerBound * channels + first
        let end = pixels.upperBound * channels
        while place < end {
            body(place)
            place += channels
        }
    }
}

/// Calls `body` for runs that cover the samples, so short that one vector's pixels are still in the cache when the next
/// vector's turn comes.
@inline(__always)
func forEachRun(of samples: Range<Int>, _ x: Batch, _ body: (_ run: PixelRun) -> Void) {
    let channels = x.shape.channels
    let length = max(1, 2048 / channels)
    var pixel = samples.lowerBound * x.shape.area
    let end = samples.upperBound * x.shape.area
    while pixel < end {
        let pixels = pixel..<min(pixel + length, end)
        forEachVector(of: channels) { first, count in
            body(PixelRun(pixels: pixels, channels: channels, first: first, count: count))
        }
        pixel += length
    }
}
