/// The largest of every `size` × `size` square: (B, H, W, C) to (B, H / size, W / size, C).
///
/// Rows and columns that fill no whole square are left out, as in PyTorch.
struct MaxPool: Layer {
    let size: Int

    func forward(_ x: Batch, into y: Batch, _ pass: Pass) {
        let channels = x.shape.channels
        pass.team.share(x.count) { _, samples, _ in
            for sample in samples {
                forEachSquare(x.shape, y.shape) { output, corners in
                    let target = unsafe y.sample(sample) + output
                    unsafe target.update(from: x.sample(sample) + corners[0], count: channels)
                    for corner in corners.dropFirst() {
                        let source = unsafe x.sample(sample) + corner
                        for c in 0..<channels where unsafe source[c] > target[c] {
                            unsafe target[c] = source[c]
                        }
                    }
                }
            }
        }
    }

    /// dx = dy at the first pixel of each square that holds its maximum, else 0
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass) {
        guard let dx else { return }
        let channels = x.shape.channels
        pass.team.share(x.count) { _, samples, _ in
            for sample in samples {
                unsafe dx.sample(sample).update(repeating: 0, count: x.shape.count)
                forEachSquare(x.shape, y.shape) { output, corners in
                    let (out, d) = unsafe (y.sample(sample) + output, dy.sample(sample) + output)
                    for c in 0..<channels {
                        for corner in corners where unsafe x.sample(sample)[corner + c] == out[c] {
                            unsafe dx.sample(sample)[corner + c] = d[c]
                            break
                        }
                    }
                }
            }
        }
    }

    /// Calls `body` with the offset of each output pixel and those of the input pixels that it looks at.
    private func forEachSquare(_ x: Shape, _ y: Shape, _ body: (_ output: Int, _ corners: [Int]) -> Void) {
        var corners = [Int](repeating: 0, count: size * size)
        for row in 0..<y.height {
            for column in 0..<y.width {
                for i in corners.indices {
                    let (down, right) = (row * size + i / size, column * size + i % size)
                    corners[i] = (down * x.width + right) * x.channels
                }
                body((row * y.width + column) * y.channels, corners)
            }
        }
    }
}
