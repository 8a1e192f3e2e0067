import TestSupport
import Testing

@testable import Raster

struct ImpulseNoiseTests {
    /// A 5, light on dark.
    private func digit(side: Int, penWidth: Double) -> Plane<UInt8> {
        let renderer = StrokeRenderer(
            width: side, height: side, penWidth: penWidth, extent: Double(side) * 0.7)
        return Plane<Float>(width: side, height: side, values: renderer.coverage(.five)).bytes
    }

    private func hit(_ plane: Plane<UInt8>, share: Float) -> Plane<UInt8> {
        var random = SplitMix64(seed: 7)
        var result = plane
        for index in result.values.indices where Float.random(in: 0...1, using: &random) < share {
            result.values[index] = Bool.random(using: &random) ? 255 : 0
        }
        return result
    }

    private func error(_ one: Plane<UInt8>, _ other: Plane<UInt8>) -> Double {
        let squares = zip(one.values, other.values).reduce(0) {
            $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1))
        }
        return Double(squares) / Double(one.values.count)
    }

    @Test(arguments: [28, 64, 280], [Float(0.05), 0.17, 0.3])
    func `salt and pepper go`(_ side: Int, share: Float) throws {
        let clean = digit(side: side, penWidth: Double(side) / 9)
        let noisy = hit(clean, share: share)
        for (noisy, clean) in [(noisy, clean), (noisy.inverted, clean.inverted)] {
            let result = try #require(ImpulseNoise.removed(from: noisy))
            #expect(error(result, clean) * 5 < error(noisy, clean))
        }
    }

    @Test func `what was not hit keeps its grey, but for some corners`() throws {
        let clean = digit(side: 64, penWidth: 9.3)
        var noisy = clean
        for index in stride(from: 5, to: 64 * 64, by: 53) {
            noisy.values[index] = clean.values[index] < 128 ? 255 : 0
        }
        let kept = noisy.values.indices.filter { noisy.values[$0] == clean.values[$0] }
        func changed(_ plane: Plane<UInt8>) -> Int { kept.count { plane.values[$0] != clean.values[$0] } }
        let result = try #require(ImpulseNoise.removed(from: noisy))
        #expect(changed(result) * 20 < changed(MedianFilter.applied(to: noisy)))
    }

    @Test func `a noisy digit fills the box as a clean one does`() throws {
        let clean = digit(side: 28, penWidth: 3)
        func normalized(_ plane: Plane<UInt8>) throws -> NormalizedDigit {
            let picture = PixelImage(width: plane.width, height: plane.height, luma: plane.values)
            return try #require(DigitNormalizer().normalize(picture))
        }
        let (seen, wanted) = try (normalized(hit(clean, share: 0.17)), normalized(clean))
        let difference = zip(seen.pixels, wanted.pixels).reduce(0) { $0 + abs($1.0 - $1.1) }
        #expect(difference < 0.5 * wanted.pixels.reduce(0, +))
    }

    @Test(arguments: [(28, 1.0), (28, 3), (16, 2), (16, 1), (280, 1), (280, 20)])
    func `a clean stroke stays as it is`(_ side: Int, penWidth: Double) {
        let clean = digit(side: side, penWidth: penWidth)
        #expect(ImpulseNoise.removed(from: clean) == nil)
        #expect(ImpulseNoise.removed(from: clean.inverted) == nil)
        var sharp = clean
        for index in sharp.values.indices { sharp.values[index] = sharp.values[index] > 100 ? 255 : 0 }
        #expect(ImpulseNoise.removed(from: sharp) == nil)
    }

    @Test func `a few dots stay`() {
        var dots = digit(side: 28, penWidth: 3)
        for x in [2, 25] { dots[x, 3] = 255 }
        #expect(ImpulseNoise.removed(from: dots) == nil)
    }

    @Test func `a digit of dots is not taken for noise`() {
        var dots = Plane<UInt8>(width: 28, height: 28, filledWith: 255)
        for y in stride(from: 4, to: 24, by: 2) { dots[14, y] = 0 }
        #expect(ImpulseNoise.removed(from: dots) == nil)
    }

    @Test(arguments: [(1, 1), (2, 9), (9, 2), (3, 3)])
    func `a picture of next to nothing stays`(_ width: Int, height: Int) {
        #expect(ImpulseNoise.removed(from: .noise(width: width, height: height)) == nil)
    }
}
