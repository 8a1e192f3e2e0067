/// The kind of PNG file that browsers and phones write, read without libpng: 8 bits a sample, not interlaced,
/// transparency only where it is simple, and nothing in it that libpng could see otherwise.
///
/// Whatever is not so, or turns out damaged, is `nil` here and left for libpng to judge. No picture in colour is ever
/// made: a row is inflated, unfiltered and at once turned to luma and alpha.
struct PlainPNG {
    private let file: PNGContainer
    private let colorType: PNGHeader.ColorType
    private let palette: PNGPalette?

    /// From row to row, each with its filter byte in front.
    let stride: Int

    init?(_ file: PNGContainer, inflatedSize: Int) {
        let header = file.header
        guard file.isOrderly, header.hasPlainMethods, header.bitDepth == 8, let colorType = header.colorType,
            Self.mayInflate(file, to: inflatedSize)
        else { return nil }
        if colorType == .palette {
            guard let colors = file.palette,
                let palette = PNGPalette(
                    colors: file.bytes[colors], alphas: file.transparency.map { file.bytes[$0] })
            else { return nil }
            self.palette = palette
        } else {
            // A palette that is only a suggestion, or one colour made transparent.
            guard file.palette == nil, file.transparency == nil else { return nil }
            palette = nil
        }
        self.file = file
        self.colorType = colorType
        stride = 1 + header.width * colorType.channels
    }

    /// Whether libpng, too, would let the stream inflate to this size.
    ///
    /// It refuses a match from beyond the window that the stream announces, where libdeflate knows only the
    /// largest window, and a chunk of more than 8 MB that is longer than its pixels could ever need.
    private static func mayInflate(_ file: PNGContainer, to size: Int) -> Bool {
        guard let first = file.data.first else { return false }
        // RFC 1950, section 2.2: CINFO is the binary logarithm of the window's size, less 8.
        let window = 1 << (8 + Int(file.bytes[first.lowerBound] >> 4))
        return window >= min(size, 32_768) && file.data.allSatisfy { $0.count <= max(size, 1 << 20) }
    }

    /// Unfilters the rows that follow a row's length of zeros, in place, and reads them.
    func read(_ scanlines: inout [UInt8]) -> PixelImage? {
        let (width, height) = (file.header.width, file.header.height)
        var luma = [UInt8](repeating: 0, count: width * height)
        var alpha: [UInt8] = []
        // Whether the row was undone with the one before.
        var isAhead = false
        for y in 0..<height {
            let start = stride * (y + 1)
            guard let filter = PNGFilter(rawValue: scanlines[start]) else { return nil }
            let samples = start + 1..<start + stride
            if isAhead {
                isAhead = false
            } else if filter == .paeth, y + 1 < height,
                scanlines[start + stride] == PNGFilter.paeth.rawValue
            {
                PNGFilter.undoTwoPaeth(
                    in: &scanlines, row: samples, stride: stride, pixel: colorType.channels)
                isAhead = true
            } else {
                filter.undo(in: &scanlines, row: samples, stride: stride, pixel: colorType.channels)
            }

            let isOpaque = SampleRow.readLuma(
                colorType, palette, in: scanlines, at: samples, stride: stride, to: &luma, y: y)
            guard let isOpaque else { return nil }
            if isOpaque { continue }
            if alpha.isEmpty { alpha = [UInt8](repeating: 255, count: luma.count) }
            SampleRow.readAlpha(
                colorType, palette, in: scanlines, at: samples, stride: stride, to: &alpha, y: y)
        }
        return PixelImage(width: width, height: height, luma: luma, alpha: alpha.isEmpty ? nil : alpha)
    }
}
