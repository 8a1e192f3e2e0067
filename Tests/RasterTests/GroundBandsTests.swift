import TestSupport
import Testing

@testable import Raster

struct GroundBandsTests {
    private static let side = 56

    /// A 5 in the middle, light on dark.
    private let digit: Plane<UInt8> = {
        let renderer = StrokeRenderer(width: side, height: side, penWidth: 5, extent: 40)
        return Plane<Float>(width: side, height: side, values: renderer.coverage(.five)).bytes
    }()

    private func inverting(_ plane: Plane<UInt8>, _ isInside: (_ x: Int, _ y: Int) -> Bool) -> Plane<UInt8> {
        var result = plane
        for y in 0..<plane.height {
            for x in 0..<plane.width where isInside(x, y) { result[x, y] = ~plane[x, y] }
        }
        return result
    }

    private func drawn(_ isInk: (_ x: Int, _ y: Int) -> Bool) -> Plane<UInt8> {
        inverting(Plane(width: Self.side, height: Self.side, filledWith: 255), isInk)
    }

    @Test(arguments: [[14, 42], [28], [12, 24, 36], [20, 33]], [false, true])
    func `bands of inverted ground become one`(_ cuts: [Int], areRows: Bool) throws {
        let banded = inverting(digit) { x, y in
            cuts.count { (areRows ? y : x) >= $0 }.isMultiple(of: 2)
        }
        let level = try #require(GroundBands.levelled(banded))
        #expect(level == digit || level == digit.inverted)
    }

    @Test func `the digit comes out as without the bands`() throws {
        let banded = inverting(digit) { x, _ in !(14..<42).contains(x) }
        let picture = PixelImage(width: Self.side, height: Self.side, luma: banded.values)
        let plain = PixelImage(width: Self.side, height: Self.side, luma: digit.values)
        #expect(DigitNormalizer().normalize(picture) == DigitNormalizer().normalize(plain))
    }

    @Test func `a 1 in the middle band leaves those at the sides bare`() throws {
        let one = drawn { x, y in (26..<30).contains(x) && (8..<48).contains(y) }
        let banded = inverting(one) { x, _ in !(14..<42).contains(x) }
        let level = try #require(GroundBands.levelled(banded))
        #expect(level == one || level == one.inverted)
    }

    @Test(arguments: [
        "one ground", "1 from edge to edge", "1 with a flag", "8 cropped", "rules", "frame", "box", "bars",
    ])
    func `what is no band stays`(_ name: String) {
        let picture = drawn { x, y in
            let depth = min(x, y, Self.side - 1 - x, Self.side - 1 - y)
            return switch name {
            case "1 from edge to edge": (20..<36).contains(x)
            case "1 with a flag": (24..<40).contains(x) || x >= 8 && x < 40 && (4..<14).contains(y)
            case "8 cropped": depth < 14 || (21..<35).contains(y)
            case "rules": x % 14 == 7
            case "frame": depth < 5 || (24..<32).contains(x) && (10..<46).contains(y)
            case "box": depth == 6 || (24..<32).contains(x) && (14..<42).contains(y)
            case "bars": x / 14 % 2 == 0
            default: digit[x, y] > 127
            }
        }
        #expect(GroundBands.levelled(picture) == nil)
        #expect(GroundBands.levelled(picture.transposed) == nil)
    }

    @Test(arguments: [(1, 1), (1, 9), (9, 1), (2, 2)])
    func `a picture of next to nothing stays`(_ width: Int, height: Int) {
        #expect(GroundBands.levelled(.noise(width: width, height: height)) == nil)
    }
}
