/// A PNG file taken apart into chunks: checked for size and completeness, and cut down to what draws it.
///
/// libpng never looks for IEND when it reads through the simplified API, and inflates text and colour
/// profiles of up to 8 MB a chunk on the way to the pixels. So this walk demands a complete file, and passes on
/// only IHDR, PLTE, tRNS, IDAT and IEND. Without gAMA, cHRM and iCCP every file is read as sRGB: a digit needs
/// the samples as drawn, and the same picture in 8 and 16 bits then reads the same. To refuse a file for its
/// order or a checksum is libpng's work.
struct PNGContainer {
    let header: PNGHeader

    /// Where PLTE and tRNS have their data, if they are there.
    private(set) var palette: Range<Int>?
    private(set) var transparency: Range<Int>?

    /// Where each IDAT has its data, empty ones left out.
    private(set) var data: [Range<Int>] = []

    /// Whether the chunks are in order, none but IDAT more than once, and all their checksums right.
    private(set) var isOrderly: Bool

    /// The whole file.
    let bytes: [UInt8]

    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    init(_ bytes: [UInt8], limits: PNGLimits) throws(PNGError) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.starts(with: Self.signature) else {
            throw Self.signature.starts(with: bytes) ? .truncated : .notPNG
        }
        var chunk = try PNGChunk(in: bytes, at: Self.signature.count)
        header = try PNGHeader(chunk, in: bytes)
        try header.check(against: limits)
        self.bytes = bytes

        isOrderly = chunk.hasRightChecksum(in: bytes)
        var (place, hasData) = (0, false)
        while chunk.kind != .end {
            chunk = try PNGChunk(in: bytes, at: chunk.range.upperBound)
            guard let next = chunk.kind.place else {
                if chunk.kind.isCritical { throw .malformed("it has a critical chunk of an unknown type") }
                continue
            }
            let inOrder = next > place || (chunk.kind == .data && next == place)
            isOrderly = isOrderly && inOrder && chunk.hasRightChecksum(in: bytes)
            place = next
            switch chunk.kind {
            case .palette: palette = chunk.data
            case .transparency: transparency = chunk.data
            case .data:
                hasData = true
                if !chunk.data.isEmpty { data.append(chunk.data) }
            default: break
            }
        }
        guard hasData else { throw .malformed("it has no picture data") }
        guard chunk.data.isEmpty, chunk.hasRightChecksum(in: bytes) else {
            throw .malformed("its last chunk is not a proper IEND")
        }
    }

    /// The data of all IDAT chunks, joined; where there is but one, as it lies in the file.
    func joinedData() -> ArraySlice<UInt8> {
        guard data.count > 1 else { return bytes[data.first ?? 0..<0] }
        var joined: [UInt8] = []
        joined.reserveCapacity(data.reduce(0) { $0 + $1.count })
        for range in data { joined += bytes[range] }
        return joined[...]
    }

    /// A PNG file with the same pixels and nothing else.
    func essentialBytes() throws(PNGError) -> [UInt8] {
        var essential = Self.signature
        essential.reserveCapacity(bytes.count)
        var chunk = try PNGChunk(in: bytes, at: Self.signature.count)
        essential += bytes[chunk.range]
        while chunk.kind != .end {
            chunk = try PNGChunk(in: bytes, at: chunk.range.upperBound)
            if chunk.kind.place != nil { essential += bytes[chunk.range] }
        }
        return essential
    }
}
