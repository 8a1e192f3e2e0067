/// A decoded picture as far as reading digits needs it: how light each pixel is, and how opaque.
public struct PixelImage: Sendable, Equatable {
    public let width: Int
    public let height: Int

    /// Rec. 601 luma of every pixel, 0...255, straight (not premultiplied), row-major from the top left.
    public let luma: [UInt8]

    /// Alpha of every pixel, 0...255; `nil` where all pixels are opaque.
    public let alpha: [UInt8]?

    /// Wraps pixels that are already in memory.
    ///
    /// - Precondition: both sides are positive, and `luma` and `alpha` hold exactly one byte a pixel.
    public init(width: Int, height: Int, luma: [UInt8], alpha: [UInt8]? = nil) {
        precondition(width > 0 && height > 0 && luma.count == width * height)
        precondition(alpha == nil || alpha?.count == width * height)
        self.width = width
        self.height = height
        self.luma = luma
        self.alpha = alpha
    }

    /// Takes the luma of 8-bit RGBA with straight alpha.
    ///
    /// - Precondition: both sides are positive and `rgba` holds exactly four bytes a pixel.
    public init(width: Int, height: Int, rgba: [UInt8]) {
        precondition(rgba.count == width * height * 4)
        let pixels = rgba.span
        var luma = [UInt8](repeating: 0, count: width * height)
        var alpha = luma
        var isOpaque = true
        for index in luma.indices {
            luma[index] = Self.luma(pixels[4 * index], pixels[4 * index + 1], pixels[4 * index + 2])
            alpha[index] = pixels[4 * index + 3]
            if alpha[index] != 255 { isOpaque = false }
        }
        self.init(width: width, height: height, luma: luma, alpha: isOpaque ? nil : alpha)
    }

    /// Rec. 601 luma, its weights in 256ths, rounded; that of a grey is the grey itself.
    @inline(__always)
    static func luma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        let weighted: UInt32 = 77 * UInt32(red) + 150 * UInt32(green) + 29 * UInt32(blue)
        return UInt8((weighted + 128) >> 8)
    }
}
