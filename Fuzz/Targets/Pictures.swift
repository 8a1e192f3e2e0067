import Raster
import TestSupport

extension FuzzTarget {
    /// The PNG road: our own decoder must show what libpng shows, or refuse what libpng refuses.
    ///
    /// The first byte says how much of the file is mended before, since no fuzzer guesses a checksum: nothing, the
    /// chunks' lengths and checksums, or those after the data were deflated.
    static let pictures = FuzzTarget(name: "pictures") { input throws(Finding) in
        guard let first = input.first else { return }
        let file =
            switch first % 3 {
            case 0: Array(input.dropFirst())
            case 1: mended(input.dropFirst(), isDeflating: false)
            default: mended(input.dropFirst(), isDeflating: true)
            }
        let decoder = PNGDecoder(limits: PNGLimits(side: 1000, pixels: 10_000))
        switch (Verdict(of: file, by: decoder), Verdict(ofLibPNGFor: file, by: decoder)) {
        case (.image(let ours), .image(let theirs)):
            try require(ours == theirs, "two pictures: \(ours) to us, \(theirs) to libpng")
        case (.refused, .refused), (.refused(.surplus), .image):
            // libpng may overlook data after the picture where they are cut into chunks.
            break
        case (.image(let ours), .refused(let reason)):
            throw Finding("\(ours) to us, refused by libpng: \(reason)")
        case (.refused(let reason), .image(let theirs)):
            throw Finding("\(theirs) to libpng, refused by us: \(reason)")
        }
    }

    private enum Verdict {
        case image(PixelImage)
        case refused(PNGError)

        init(of file: [UInt8], by decoder: PNGDecoder) {
            do throws(PNGError) {
                self = .image(try decoder.decode(file))
            } catch {
                self = .refused(error)
            }
        }

        init(ofLibPNGFor file: [UInt8], by decoder: PNGDecoder) {
            do throws(PNGError) {
                let image = try decoder.decodeByLibPNG(file)
                self = .image(PixelImage(width: image.width, height: image.height, rgba: image.rgba))
            } catch {
                self = .refused(error)
            }
        }
    }

    /// The file with every chunk as long as it is and with its checksum.
    private static func mended(_ file: ArraySlice<UInt8>, isDeflating: Bool) -> [UInt8] {
        var rest = file.dropFirst(PNGFile.signature.count)
        var result = PNGFile.signature
        while rest.count >= 8 {
            let announced = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            let type = rest.dropFirst(4).prefix(4)
            var data = Array(rest.dropFirst(8).prefix(announced))
            rest = rest.dropFirst(8 + announced + 4)
            if isDeflating, type.elementsEqual("IDAT".utf8) { data = Deflate.zlib(data, level: 1) }
            result += (0..<4).map { UInt8(truncatingIfNeeded: data.count >> (24 - 8 * $0)) }
            result += type + data
            let checksum = Checksums.crc32(type + data)
            result += (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (24 - 8 * $0)) }
        }
        return result + rest
    }
}

extension PNGError {
    /// Data that go on after the picture.
    fileprivate static let surplus = PNGError.malformed("its data go on after the end of the picture")
}

private func ~= (pattern: PNGError, value: PNGError) -> Bool { pattern == value }
