/// A decoded picture: 8-bit RGBA, straight (not premultiplied) alpha, row-major from the top left.
public struct PixelImage: Sendable, Equatable {
    public let width: Int
    public let height: Int

    /// `width * height * 4` bytes in the order red, green, blue, alpha.
    public let rgba: [UInt8]

    /// Wraps pixels that are already in memory.
    ///
    /// - Precondition: both sides are positive and `rgba` holds exactly four bytes a pixel.
    public init(width: Int, height: Int, rgba: [UInt8]) {
        precondition(width > 0 && height > 0 && rgba.count == width * height * 4)
        self.width = width
        self.height = height
        self.rgba = rgba
    }
}
