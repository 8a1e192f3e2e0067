/// Reads PNG files of every colour type and bit depth, interlaced or not, from untrusted bytes.
///
/// The file is first walked by `PNGContainer`, which refuses what is truncated, out of order or too large
/// before any pixel memory is allocated. Its data are inflated, at most as far as its picture needs. Then a file of
/// the kind that browsers and phones write is read by `PlainPNG`; every other, and every one in which that finds
/// something amiss, by libpng, which so has the last word on what a picture shows and on what is damaged.
public struct PNGDecoder: Sendable {
    /// How large a picture may be.
    public let limits: PNGLimits

    public init(limits: PNGLimits = PNGLimits()) {
        self.limits = limits
    }

    /// Decodes a whole file; a damaged one throws and never yields a partial picture.
    public func decode(_ bytes: [UInt8]) throws(PNGError) -> PixelImage {
        let file = try PNGContainer(bytes, limits: limits)
        if let image = try readPlain(file) { return image }
        let image = try LibPNG.readRGBA(file)
        return PixelImage(width: image.width, height: image.height, rgba: image.rgba)
    }

    /// The same by libpng alone and in full colour.
    package func decodeByLibPNG(_ bytes: [UInt8]) throws(PNGError) -> RGBAImage {
        try LibPNG.readRGBA(PNGContainer(bytes, limits: limits))
    }

    /// - Returns: `nil` for a file that libpng should read, or refuse.
    /// - Throws: `malformed` for data that go on after the picture: libpng would inflate them all before it said so, and
    ///   says nothing where they are cut into chunks at a lucky place.
    func readPlain(_ file: PNGContainer) throws(PNGError) -> PixelImage? {
        guard let size = file.header.inflatedSize else { return nil }
        let plain = PlainPNG(file, inflatedSize: size)
        let lead = plain?.stride ?? 0
        var scanlines = ScanlineBuffers.shared.borrow(lead + size + PNGFilter.margin)
        defer { ScanlineBuffers.shared.giveBack(scanlines) }

        switch LibDeflate.inflate(file.joinedData().span, to: &scanlines, at: lead..<lead + size) {
        case .exact: break
        case .tooLong: throw .malformed("its data go on after the end of the picture")
        case .refused: return nil
        }
        for index in 0..<lead { scanlines[index] = 0 }
        return plain?.read(&scanlines)
    }
}
