import TestSupport
import Testing

@testable import Raster

struct PNGEncoderTests {
    @Test(arguments: [(1, 1), (28, 28), (3, 200), (200, 3)])
    func `what is written reads back as the same greys`(_ width: Int, height: Int) throws {
        var random = SplitMix64(seed: 3)
        let pixels = (0..<width * height).map { _ in UInt8.random(in: 0...255, using: &random) }
        let bytes = PNGEncoder().encode(GrayImage(width: width, height: height, pixels: pixels))
        let image = try PNGDecoder().decodeByLibPNG(bytes)
        #expect(image.width == width && image.height == height)
        #expect(image.rgba == pixels.flatMap { [$0, $0, $0, 255] })
    }

    @Test(arguments: [false, true])
    func `a picture reads back as itself, whoever reads it`(isOpaque: Bool) throws {
        var random = SplitMix64(seed: 4)
        let (width, height) = (13, 7)
        let luma = (0..<width * height).map { _ in UInt8.random(in: 0...255, using: &random) }
        let alpha = luma.map { 255 - $0 / 2 }
        let picture = PixelImage(width: width, height: height, luma: luma, alpha: isOpaque ? nil : alpha)
        let bytes = PNGEncoder().encode(picture)
        #expect(try PNGDecoder().decode(bytes) == picture)
        let theirs = try PNGDecoder().decodeByLibPNG(bytes)
        #expect(
            theirs.rgba == zip(luma, isOpaque ? luma.map { _ in 255 } : alpha).flatMap { [$0, $0, $0, $1] })
    }

    @Test func `the file says 8-bit grey`() {
        let bytes = PNGEncoder().encode(
            GrayImage(width: 28, height: 28, pixels: Array(repeating: 7, count: 784)))
        #expect(
            Array(bytes[8..<33]) == PNGFile.Chunk("IHDR", [0, 0, 0, 28, 0, 0, 0, 28, 8, 0, 0, 0, 0]).bytes)
    }
}
