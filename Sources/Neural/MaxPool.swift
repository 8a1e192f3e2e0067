/// The largest of every `size` × `size` square: (B, H, W, C) to (B, H / size, W / size, C).
///
/// Rows and columns that fill no whole square are left out, as in PyTorch.
struct MaxPool: Layer {
    let size: Int

    func forward(_ x: Batch, into y: Batch, _ pass: Pass) {
        let (size, channels, row) = (size, x.shape.channels, x.shape.width * x.shape.channels)
        pass.team.share(x.count) { _, samples, _ in
            forEachSquare(of: samples, x, y) { input, output in
                forEachVector(of: channels) { c, count in
                    var largest = unsafe (x.base + input + c).vector(count)
                    for down in 0..<size {
                        let line = unsafe x.base + input + c + down * row
                        for right in 0..<size {
                            largest = unsafe .largest(largest, (line + right * channels).vector(count))
                        }
                    }
                    unsafe (y.base + output + c).store(largest, count)
                }
            }
        }
    }

    /// dx = dy at the first pixel of each square that holds its maximum, else 0
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass) {
        guard let dx else { return }
        let (size, channels, row) = (size, x.shape.channels, x.shape.width * x.shape.channels)
        pass.team.share(x.count) { _, samples, _ in
            for sample in samples { clearLeftOver(of: dx, sample, y.shape) }
            forEachSquare(of: samples, x, y) { input, output in
                forEachVector(of: channels) { c, count in
                    let largest = unsafe (y.base + output + c).vector(count)
                    var difference = unsafe (dy.base + output + c).vector(count)
                    for down in 0..<size {
                        let line = input + c + down * row
                        for right in 0..<size {
                            let place = line + right * channels
                            let isLargest = unsafe (x.base + place).vector(count) .== largest
                            unsafe (dx.base + place).store(difference.kept(where: isLargest), count)
                            // Given to the first, it is gone for the others.
                            difference = difference.kept(where: .!isLargest)
                        }
                    }
                }
            }
        }
    }

    /// Zeroes the rows and columns of one sample that no square covers.
    private func clearLeftOver(of dx: Batch, _ sample: Int, _ squares: Shape) {
        let (shape, channels) = (dx.shape, dx.shape.channels)
        let (covered, row) = (squares.width * size * channels, shape.width * channels)
        let plane = unsafe dx.sample(sample)
        if covered < row {
            for y in 0..<squares.height * size {
                unsafe (plane + y * row + covered).update(repeating: 0, count: row - covered)
            }
        }
        let rows = squares.height * size
        unsafe (plane + rows * row).update(repeating: 0, count: (shape.height - rows) * row)
    }

    /// Calls `body` with the offset of each square's first pixel and that of its output pixel.
    @inline(__always)
    private func forEachSquare(
        of samples: Range<Int>, _ x: Batch, _ y: Batch, _ body: (_ input: Int, _ output: Int) -> Void
    ) {
        var output = samples.lowerBound * y.shape.count
        for sample in samples {
            for row in 0..<y.shape.height {
                var input = sample * x.shape.count + row * size * x.shape.width * x.shape.channels
                for _ in 0..<y.shape.width {
                    body(input, output)
                    input += size * x.shape.channels
                    output += y.shape.channels
                }
            }
        }
    }
}
