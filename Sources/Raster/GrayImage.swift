/// An 8-bit greyscale picture, row-major from the top left; 0 is black, 255 is white.
public struct GrayImage: Sendable, Equatable {
    public let width: Int
    public let height: Int

    /// `width * height` bytes.
    public let pixels: [UInt8]

    /// Wraps pixels that are already in memory.
    ///
    /// - Precondition: both sides are positive and `pixels` holds exactly one byte a pixel.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == width * height)
        self.width = width
        self.height = height
        self.pixels = pixels
    }
}
