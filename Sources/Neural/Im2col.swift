/// The geometry of a stride 1 convolution, and the unfolding that turns it into one matrix product
/// (Chellapilla, Puri and Simard 2006, "High performance convolutional neural networks for document processing").
public struct Im2col: Sendable {
    public let input: Shape
    public let kernel: Int
    public let padding: Int

    public init(input: Shape, kernel: Int, padding: Int) {
        self.input = input
        self.kernel = kernel
        self.padding = padding
    }

    public var outputHeight: Int { input.height + 2 * padding - kernel + 1 }
    public var outputWidth: Int { input.width + 2 * padding - kernel + 1 }

    /// Rows that one image unfolds to: one for each output pixel.
    public var rows: Int { outputHeight * outputWidth }

    /// Columns: the k × k × C inputs that an output pixel sees.
    public var columns: Int { kernel * kernel * input.channels }

    /// Unfolds one image. x: (H, W, C), into: (rows, k · k · C), zero where the kernel hangs over the edge.
    ///
    /// Channels are innermost, so every output pixel copies one run of k · C floats for each row of the kernel.
    public func unfold(_ x: UnsafePointer<Float>, into matrix: UnsafeMutablePointer<Float>) {
        let channels = input.channels
        let run = kernel * channels
        var target = unsafe matrix
        for top in -padding..<(outputHeight - padding) {
            for left in -padding..<(outputWidth - padding) {
                let before = min(kernel, max(0, -left)) * channels
                let after = min(kernel, max(0, left + kernel - input.width)) * channels
                for y in top..<(top + kernel) {
                    if y < 0 || y >= input.height {
                        unsafe target.update(repeating: 0, count: run)
                    } else {
                        let source = unsafe x + (y * input.width + left) * channels
                        if before > 0 { unsafe target.update(repeating: 0, count: before) }
                        unsafe (target + before).update(from: source + before, count: run - before - after)
                        if after > 0 { unsafe (target + run - after).update(repeating: 0, count: after) }
                    }
                    unsafe target += run
                }
            }
        }
    }
}
