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

    private func plane(_ isInk: (Int, Int) -> Bool) -> Plane<UInt8> {
        var result = Plane<UInt8>(width: Self.side, height: Self.side, filledWith: 0)
        for y in 0..<Self.side {
            for x in 0..<Self.side where isInk(x, y) { result[x, y] = 255 }
        }
        return result
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

    @Test(arguments: ["square", "tilted", "open"])
    func `a box to write in goes`(_ shape: String) {
        let box = adding { x, y in
            let tilt = shape == "tilted" ? (y - 48) / 16 : 0
            let depth = min(x + tilt - 14, 82 - x - tilt, y - 14, 82 - y)
            return (0...1).contains(depth) && !(shape == "open" && y > 60 && x > 40)
        }
        #expect(cleaned(box) == digit)
    }

    @Test func `a 7 keeps its bar, a 4 its stem and a broken 0 its parts`() {
        let seven = plane { x, y in
            (20..<70).contains(x) && (15..<21).contains(y) || (64..<70).contains(x) && (15..<85).contains(y)
                || (45..<58).contains(x) && (45..<51).contains(y)
        }
        let four = plane { x, y in
            (20..<25).contains(x) && (15..<55).contains(y) || (20..<52).contains(x) && (50..<55).contains(y)
                || (57..<62).contains(x) && (10..<90).contains(y)
        }
        let zero = plane { x, y in
            let radius = ((x - 48) * (x - 48) + (y - 48) * (y - 48))
            return (900...1225).contains(radius) && !(x > 48 && (abs(y - 30) < 4 || abs(y - 66) < 4))
        }
        for digit in [seven, four, zero] {
            #expect(InkComponents(digit, band: 8).parts.count == 2)
            #expect(cleaned(digit) == digit)
        }
    }

    @Test(arguments: [0, 1, 2, 3])
    func `in a photo the table beside the sheet goes`(_ turns: Int) {
        let table = adding { x, y in
            let (u, v) = [(x, y), (y, x), (95 - x, y), (95 - y, x)][turns]
            return u < 10 - v / 12
        }
        #expect(cleaned(table, paperIsEven: false) == digit)
    }

    @Test func `what is nowhere dark is not of the same pen`() {
        var faint = digit
        for x in 20..<80 { faint[x, 88] = 90 }
        #expect(cleaned(faint) == digit)
        let pencil = Plane(width: Self.side, height: Self.side, values: digit.values.map { $0 / 4 })
        #expect(cleaned(pencil) == pencil)
    }

    @Test func `a digit along the edge of a photo is not taken for a table`() {
        let one = plane { x, y in x < 6 && (20..<80).contains(y) || (x, y) == (60, 60) }
        #expect(cleaned(one, paperIsEven: false).map { $0[3, 50] } == 255)
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
