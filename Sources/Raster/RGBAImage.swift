/// A decoded picture in colour: 8-bit RGBA, straight (not premultiplied) alpha, row-major from the top left.
package struct RGBAImage: Equatable {
    package let width: Int
    package let height: Int

    /// `width * height * 4` bytes in the order red, green, blue, alpha.
    package let rgba: [UInt8]

    /// - Precondition: both sides are positive and `rgba` holds exactly four bytes a pixel.
    package init(width: Int, height: Int, rgba: [UInt8]) {
        precondition(width > 0 && height > 0 && rgba.count == width * height * 4)
        self.width = width
        self.height = height
        self.rgba = rgba
    }
}
