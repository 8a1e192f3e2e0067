/// How large a picture may be before it is refused, judged from its header alone.
///
/// While a picture is read it takes up to five bytes a pixel, and at most thirteen where it is interlaced and of 16
/// bits, so `pixels` is also the bound on memory.
public struct PNGLimits: Sendable, Equatable {
    /// The longest side, in pixels.
    public var side: Int

    /// The largest `width * height`.
    public var pixels: Int

    /// The default sides are those of a large phone photo; 16 megapixels of RGBA inflate to 64 MiB.
    public init(side: Int = 16_384, pixels: Int = 16 << 20) {
        self.side = side
        self.pixels = pixels
    }

    /// The same for a caller who may have only so many pixels decoded.
    public func within(budget: Int) -> PNGLimits {
        PNGLimits(side: side, pixels: min(pixels, budget))
    }
}
