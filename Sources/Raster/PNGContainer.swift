/// A PNG file taken apart into chunks: checked for size and completeness, and cut down to what draws it.
///
/// libpng never looks for IEND when it reads through the simplified API, and inflates text and colour
/// profiles of up to 8 MB a chunk on the way to the pixels. So this walk demands a complete file, and passes on
/// only IHDR, PLTE, tRNS, IDAT and IEND. Without gAMA, cHRM and iCCP every file is read as sRGB: a digit needs
/// the samples as drawn, and the same picture in 8 and 16 bits then reads the same. Checksums are libpng's work.
struct PNGContainer {
    /// The fields of IHDR that decide how a picture is read (PNG specification, section 11.2.1).
    struct Header: Equatable {
        var width: Int
        var height: Int
        var bitDepth: UInt8
        var isInterlaced: Bool
    }

    let header: Header

    /// A PNG file with the same pixels and nothing else.
    let essentialBytes: [UInt8]

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The checksum of an IEND chunk, which is always the same because the chunk is always empty.
    private static let endChecksum: UInt32 = 0xAE42_6082

    init(_ bytes: [UInt8], limits: PNGLimits) throws(PNGError) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.starts(with: Self.signature) else {
            throw Self.signature.starts(with: bytes) ? .truncated : .notPNG
        }
        let first = try PNGChunk(in: bytes, at: Self.signature.count)
        header = try Self.readHeader(first, in: bytes)
        try Self.check(header, against: limits)

        var essential = Self.signature
        essential.reserveCapacity(bytes.count)
        var hasData = false
        var chunk = first
        while true {
            if chunk.kind.isEssential {
                essential += bytes[chunk.range]
            } else if chunk.kind.isCritical {
                throw .malformed("it has a critical chunk of an unknown type")
            }
            if chunk.kind == .data { hasData = true }
            if chunk.kind == .end { break }
            chunk = try PNGChunk(in: bytes, at: chunk.range.upperBound)
        }
        guard hasData else { throw .malformed("it has no picture data") }
        guard chunk.data.isEmpty, bytes.bigEndian32(at: chunk.data.upperBound) == Self.endChecksum else {
            throw .malformed("its last chunk is not a proper IEND")
        }
        essentialBytes = essential
    }

    private static func readHeader(_ chunk: PNGChunk, in bytes: [UInt8]) throws(PNGError) -> Header {
        guard chunk.kind == .header, chunk.data.count == 13 else {
            throw .malformed("it does not begin with a proper IHDR")
        }
        return Header(
            width: Int(bytes.bigEndian32(at: chunk.data.lowerBound)),
            height: Int(bytes.bigEndian32(at: chunk.data.lowerBound + 4)),
            bitDepth: bytes[chunk.data.lowerBound + 8],
            isInterlaced: bytes[chunk.data.lowerBound + 12] != 0)
    }

    private static func check(_ header: Header, against limits: PNGLimits) throws(PNGError) {
        let (width, height) = (header.width, header.height)
        guard width > 0, height > 0 else { throw .zeroSize(width: width, height: height) }
        guard width <= limits.side, height <= limits.side else {
            throw .sideTooLong(width: width, height: height, limit: limits.side)
        }
        // Both sides are below 2^32, so the product fits.
        guard width * height <= limits.pixels else {
            throw .tooManyPixels(width: width, height: height, limit: limits.pixels)
        }
    }
}
