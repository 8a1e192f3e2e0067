/// A PNG file described field by field and written without any library.
///
/// Every colour type, bit depth and interlace method can be made, and every field can be made wrong, so that a
/// reader is tested against bytes that it did not write itself.
public struct PNGFile: Sendable {
    /// The colour types of the PNG specification, table 11.1.
    public enum ColorType: UInt8, CaseIterable, Sendable {
        case gray = 0
        case rgb = 2
        case palette = 3
        case grayAlpha = 4
        case rgba = 6

        /// Samples a pixel.
        public var channels: Int {
            switch self {
            case .gray, .palette: 1
            case .grayAlpha: 2
            case .rgb: 3
            case .rgba: 4
            }
        }

        /// The bit depths that go with it.
        public var bitDepths: [Int] {
            switch self {
            case .gray: [1, 2, 4, 8, 16]
            case .palette: [1, 2, 4, 8]
            case .rgb, .grayAlpha, .rgba: [8, 16]
            }
        }
    }

    /// A chunk before its length and checksum are added.
    public struct Chunk: Sendable {
        public var type: String
        public var data: [UInt8]

        public init(_ type: String, _ data: [UInt8] = []) {
            self.type = type
            self.data = data
        }

        /// Length, type, data, checksum.
        public var bytes: [UInt8] {
            let body = Array(type.utf8) + data
            return bigEndian(UInt32(data.count)) + body + bigEndian(Checksums.crc32(body))
        }
    }

    public static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    public var width: Int
    public var height: Int
    public var colorType: ColorType
    public var bitDepth: Int
    public var isInterlaced = false

    /// Three bytes an entry.
    public var palette: [UInt8] = []

    /// The data of tRNS, if not empty.
    public var transparency: [UInt8] = []

    /// Chunks to put between IHDR and PLTE.
    public var earlyChunks: [Chunk] = []

    /// `width * height * channels` samples, each in 0..<2^bitDepth.
    public var samples: [UInt16]

    /// The longest IDAT chunk; a shorter length makes more of them.
    public var dataChunkLength = 1 << 20

    /// Filter types of the rows, taken in turn; whoever gives one that does not exist has the rows as they are.
    public var filters: [UInt8] = [0]

    /// What makes a zlib stream of the filtered rows.
    public var compress: @Sendable ([UInt8]) -> [UInt8] = Deflate.stored

    public init(width: Int, height: Int, colorType: ColorType, bitDepth: Int, samples: [UInt16]) {
        self.width = width
        self.height = height
        self.colorType = colorType
        self.bitDepth = bitDepth
        self.samples = samples
    }

    /// The file's chunks in order, IHDR to IEND.
    public var chunks: [Chunk] {
        var result = [Chunk("IHDR", headerData)] + earlyChunks
        if !palette.isEmpty { result.append(Chunk("PLTE", palette)) }
        if !transparency.isEmpty { result.append(Chunk("tRNS", transparency)) }
        let data = compress(scanlines)
        for start in stride(from: 0, to: data.count, by: dataChunkLength) {
            result.append(Chunk("IDAT", Array(data[start..<min(start + dataChunkLength, data.count)])))
        }
        return result + [Chunk("IEND")]
    }

    /// The complete file.
    public var bytes: [UInt8] { Self.assemble(chunks) }

    /// A signature and the given chunks, whatever they are.
    public static func assemble(_ chunks: [Chunk]) -> [UInt8] {
        chunks.reduce(into: signature) { $0 += $1.bytes }
    }

    /// The 13 bytes of IHDR.
    public var headerData: [UInt8] {
        bigEndian(UInt32(width)) + bigEndian(UInt32(height))
            + [UInt8(bitDepth), colorType.rawValue, 0, 0, isInterlaced ? 1 : 0]
    }

    /// The filtered rows of one pass or, interlaced, of the seven of Adam7.
    public var scanlines: [UInt8] {
        guard isInterlaced else { return pass(x0: 0, y0: 0, dx: 1, dy: 1) }
        return [
            (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
        ]
        .flatMap { pass(x0: $0.0, y0: $0.1, dx: $0.2, dy: $0.3) }
    }

    private func pass(x0: Int, y0: Int, dx: Int, dy: Int) -> [UInt8] {
        guard x0 < width else { return [] }
        var result: [UInt8] = []
        var above: [UInt8] = []
        for (index, y) in stride(from: y0, to: height, by: dy).enumerated() {
            let filter = filters[index % filters.count]
            let row = samples(of: y, from: x0, by: dx)
            result.append(filter)
            result += PNGFilters.apply(filter, to: row, below: above, pixel: max(1, pixelBits / 8))
            above = row
        }
        return result
    }

    private var pixelBits: Int { colorType.channels * bitDepth }

    /// The bytes of one row before filtering.
    private func samples(of y: Int, from x0: Int, by dx: Int) -> [UInt8] {
        var result: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for x in stride(from: x0, to: width, by: dx) {
            for channel in 0..<colorType.channels {
                let sample = samples[(y * width + x) * colorType.channels + channel]
                bits = bits << bitDepth | UInt32(sample)
                count += bitDepth
                while count >= 8 {
                    count -= 8
                    result.append(UInt8(truncatingIfNeeded: bits >> count))
                }
            }
        }
        if count > 0 { result.append(UInt8(truncatingIfNeeded: bits << (8 - count))) }
        return result
    }
}

/// Four bytes, most significant first.
func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
}
