/// Reads PNG files of every colour type and bit depth, interlaced or not, from untrusted bytes.
///
/// The file is first walked by `PNGContainer`, which refuses what is truncated, out of order or too large
/// before any pixel memory is allocated; what is left of it goes to libpng.
public struct PNGDecoder: Sendable {
    /// How large a picture may be.
    public let limits: PNGLimits

    public init(limits: PNGLimits = PNGLimits()) {
        self.limits = limits
    }

    /// Decodes a whole file; a damaged one throws and never yields a partial picture.
    public func decode(_ bytes: [UInt8]) throws(PNGError) -> PixelImage {
        let image = try rgba(bytes)
        return PixelImage(width: image.width, height: image.height, rgba: image.rgba)
    }

    /// The same in full colour.
    func rgba(_ bytes: [UInt8]) throws(PNGError) -> RGBAImage {
        try LibPNG.readRGBA(PNGContainer(bytes, limits: limits))
    }
}
