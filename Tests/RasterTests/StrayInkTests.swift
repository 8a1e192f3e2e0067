import TestSupport
import Testing

@testable import Raster

struct StrayInkTests {
    private static let side = 96

    /// The bare digit, drawn with a pen of 6 in the middle third of the picture.
    private let digit: Plane<UInt8> = {
        let renderer = StrokeRenderer(width: side, height: side, penWidth: 6, extent: 48)
        return Plane<Float>(width: side, height: side, values: renderer.coverage(.five)).bytes
    }()

    private func cleaned(_ ink: Plane<UInt8>, paperIsEven: Bool = true) -> Plane<UInt8>? {
        let paper = InkMap.Paper(light: paperIsEven ? .plain : .uneven, inkIsDark: true, luminance: 255)
        let found = StrayInk.removed(from: InkMap(ink: ink, paper: paper))
        #expect(found?.bounds == found?.ink.inkBounds)
        return found?.ink
    }

    private func adding(_ isInk: (Int, Int) -> Bool) -> Plane<UInt8> {
        var result = digit
        for y in 0..<Self.side {
            for x in 0..<Self.side where isInk(x, y) { result[x, y] = 255 }
        }
        return result
    }

    @Test func `both strokes of a 5 stay`() {
        #expect(InkComponents(digit, band: 8).parts.count == 2)
        #expect(cleaned(digit) == digit)
    }

    @Test func `specks go`() {
        let specks = adding { x, y in (x, y) == (5, 5) || (x, y) == (80, 50) || (x, y) == (81, 50) }
        #expect(cleaned(specks) == digit)
    }

    @Test func `in a photo a shadow in the corner goes, on even paper it may be a stroke`() {
        let corner = adding { x, y in x + y < 16 }
        #expect(cleaned(corner, paperIsEven: false) == digit)
        #expect(cleaned(corner, paperIsEven: true) == corner)
    }

    @Test func `a frame around the picture goes`() {
        let frame = adding { x, y in min(x, y) < 3 || max(x, y) >= Self.side - 3 }
        #expect(cleaned(frame) == digit)
    }

    @Test func `a frame that stands a little inside the picture goes`() {
        let frame = adding { x, y in
            let depth = min(x, y, Self.side - 1 - x, Self.side - 1 - y)
            return (3...5).contains(depth)
        }
        #expect(cleaned(frame) == digit)
    }

    @Test(arguments: ["top", "bottom", "left", "right"])
    func `a rule along one edge goes`(_ edge: String) {
        let rule = adding { x, y in
            switch edge {
            case "top": y < 4
            case "bottom": y >= Self.side - 4
            case "left": x < 4
            default: x >= Self.side - 4
            }
        }
        #expect(cleaned(rule) == digit)
    }

    @Test func `a picture that holds nothing but a frame is left alone`() {
        let frame = Plane<Float>.sampled(width: 50, height: 50) { x, y in
            min(x, y, 50 - x, 50 - y) < 2 ? 1 : 0
        }.bytes
        #expect(cleaned(frame) == frame)
    }

    @Test func `no ink at all is nothing`() {
        #expect(cleaned(Plane(width: 9, height: 5, filledWith: 0)) == nil)
    }
}
