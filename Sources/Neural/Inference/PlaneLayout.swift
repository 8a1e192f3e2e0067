/// How the activation of one image lies in memory: NHWC, each pixel a whole number of vectors, with a border of zeros
/// that stands for the next convolution's padding.
///
/// The border is written once, when the memory is made; steps write the pixels inside only.
public struct PlaneLayout: Sendable, Equatable {
    public let shape: Shape

    /// Floats from one pixel to the next.
    public let pixel: Int

    /// Rows of zeros above, and columns of zeros to the left.
    let before: Int

    /// Rows of zeros below, and columns of zeros to the right.
    let after: Int

    /// `isPadded`: whether a pixel is rounded up to whole vectors, which all but a network's input are.
    public init(_ shape: Shape, before: Int = 0, after: Int = 0, isPadded: Bool = true) {
        self.shape = shape
        self.before = before
        self.after = after
        pixel = isPadded ? Kernels.padded(shape.channels) : shape.channels
    }

    /// Floats from one row of pixels to the next.
    public var row: Int { (before + shape.width + after) * pixel }

    /// Floats of the whole, rounded up so that images of a batch begin at whole vectors.
    public var count: Int { Kernels.padded((before + shape.height + after) * row) }

    /// Where the first pixel inside the border lies.
    public var origin: Int { before * row + before * pixel }
}
