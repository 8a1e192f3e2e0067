/// How large a picture may be before it is refused, judged from its header alone.
///
/// A decoded picture takes four bytes a pixel, and three times that while an interlaced 16-bit file is read, so
/// `pixels` is also the bound on memory.
public struct PNGLimits: Sendable, Equatable {
    /// The longest side, in pixels.
    public var side: Int

    /// The largest `width * height`.
    public var pixels: Int

    /// The default sides are those of a large phone photo; 16 megapixels decode to 64 MiB.
    public init(side: Int = 16_384, pixels: Int = 16 << 20) {
        self.side = side
        self.pixels = pixels
    }
}
