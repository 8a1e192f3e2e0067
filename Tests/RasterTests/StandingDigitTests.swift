import TestSupport
import Testing

@testable import Raster

struct StandingDigitTests {
    /// A 5 in a box of 20, light on dark, with a line across the picture where it is asked for.
    private func digit(side: Int = 28, extent: Double = 20, isCrossed: Bool = false) -> Plane<UInt8> {
        let renderer = StrokeRenderer(width: side, height: side, penWidth: 2.5, extent: extent)
        var result = Plane<Float>(width: side, height: side, values: renderer.coverage(.five)).bytes
        if isCrossed { for x in 0..<side { result[x, side / 2] = 255 } }
        return result
    }

    private func standing(_ plane: Plane<UInt8>) -> NormalizedDigit? {
        DigitNormalizer().standing(PixelImage(width: plane.width, height: plane.height, luma: plane.values))
    }

    /// In grey levels.
    private func meanDifference(_ seen: NormalizedDigit, _ plane: Plane<UInt8>) -> Double {
        let sum = zip(seen.image.pixels, plane.values).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        return Double(sum) / Double(plane.values.count)
    }

    @Test func `a line across a digit does not move it`() throws {
        let crossed = digit(isCrossed: true)
        #expect(meanDifference(try #require(standing(crossed)), crossed) < 2)
    }

    @Test func `ink is light, on dark and on light paper`() throws {
        let seen = try #require(standing(digit()))
        #expect(meanDifference(seen, digit()) < 2)
        #expect(standing(digit().inverted) == seen)
    }

    @Test(arguments: [(27, 20.0), (29, 20), (280, 200), (28, 12)])
    func `another size, or a digit that does not fill the box, has to be framed`(_ side: Int, extent: Double)
    {
        #expect(standing(digit(side: side, extent: extent)) == nil)
    }

    @Test func `a blank picture has nothing that stands`() {
        #expect(standing(Plane(width: 28, height: 28, filledWith: 200)) == nil)
    }
}
