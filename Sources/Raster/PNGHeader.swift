/// The fields of IHDR (PNG specification, section 11.2.1).
struct PNGHeader: Equatable {
    /// What the samples of a pixel are.
    enum ColorType: UInt8 {
        case gray = 0
        case rgb = 2
        case palette = 3
        case grayAlpha = 4
        case rgba = 6

        /// Samples a pixel.
        var channels: Int {
            switch self {
            case .gray, .palette: 1
            case .grayAlpha: 2
            case .rgb: 3
            case .rgba: 4
            }
        }
    }

    let width: Int
    let height: Int
    let bitDepth: UInt8

    /// `nil` for a number that no colour type has.
    let colorType: ColorType?

    /// Whether compression and filter method are those that exist, and the picture is not interlaced.
    let hasPlainMethods: Bool

    let isInterlaced: Bool

    /// Reads the chunk that must be the first.
    init(_ chunk: PNGChunk, in bytes: [UInt8]) throws(PNGError) {
        guard chunk.kind == .header, chunk.data.count == 13 else {
            throw .malformed("it does not begin with a proper IHDR")
        }
        let start = chunk.data.lowerBound
        width = Int(bytes.bigEndian32(at: start))
        height = Int(bytes.bigEndian32(at: start + 4))
        bitDepth = bytes[start + 8]
        colorType = ColorType(rawValue: bytes[start + 9])
        isInterlaced = bytes[start + 12] != 0
        hasPlainMethods = bytes[start + 10] == 0 && bytes[start + 11] == 0 && !isInterlaced
    }

    /// Refuses a picture without pixels, or larger than the limits.
    func check(against limits: PNGLimits) throws(PNGError) {
        guard width > 0, height > 0 else { throw .zeroSize(width: width, height: height) }
        guard width <= limits.side, height <= limits.side else {
            throw .sideTooLong(width: width, height: height, limit: limits.side)
        }
        // Both sides are below 2^32, so the product fits.
        guard width * height <= limits.pixels else {
            throw .tooManyPixels(width: width, height: height, limit: limits.pixels)
        }
    }

    /// The bytes that the picture's data inflate to: in each pass a filter byte and the samples of every row.
    ///
    /// `nil` for a colour type that does not exist.
    var inflatedSize: Int? {
        guard let colorType else { return nil }
        let bits = colorType.channels * Int(bitDepth)
        let passes = isInterlaced ? Self.adam7 : [Pass(0, 0, 1, 1)]
        var size = 0
        for pass in passes {
            let columns = (width - pass.x + pass.dx - 1) / pass.dx
            let rows = (height - pass.y + pass.dy - 1) / pass.dy
            if columns > 0, rows > 0 { size += rows * (1 + (columns * bits + 7) / 8) }
        }
        return size
    }

    /// The pixels of one pass: those at x, x + dx, ... in the rows at y, y + dy, ... of the picture.
    private struct Pass {
        let x, y, dx, dy: Int

        init(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) {
            (self.x, self.y, self.dx, self.dy) = (x, y, dx, dy)
        }
    }

    /// The passes of an interlaced picture (PNG specification, section 8.2).
    private static let adam7 = [
        Pass(0, 0, 8, 8), Pass(4, 0, 8, 8), Pass(0, 4, 4, 8), Pass(2, 0, 4, 4), Pass(0, 2, 2, 4),
        Pass(1, 0, 2, 2), Pass(0, 1, 1, 2),
    ]
}
