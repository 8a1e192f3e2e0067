import Raster
import Testing

@testable import PenStrokes

struct GlyphTests {
    @Test func `a line is a name and strokes, straight or smooth`() throws {
        let glyph = try #require(Glyph("x 0,0-100,50 20,30"))
        #expect(glyph.name == "x")
        #expect(glyph.drawing.strokes == [[[0, 0], [100, 50]], [[20, 30]]])
        let bent = try #require(Glyph("y 0,0~50,80~100,0-100,100"))
        let stroke = try #require(bent.drawing.strokes.first)
        #expect(stroke.count == 2 * SmoothPath.pieces + 2)
        #expect(stroke.first == [0, 0] && stroke.last == [100, 100])
        #expect(stroke.contains([50, 80]) && stroke.contains([100, 0]))
    }

    @Test(arguments: ["", "x", "x 1", "x 1,2,3", "x a,b", "x 1,2-3", "x -", "x ~"])
    func `what is no glyph is refused`(_ line: String) {
        #expect(Glyph(line[...]) == nil)
    }

    @Test(arguments: OutlierKind.allCases.filter { !$0.glyphs.isEmpty })
    func `every glyph of the font has a name of its own and leaves ink in the box`(_ kind: OutlierKind) {
        let glyphs = kind.glyphs
        #expect(Set(glyphs.map(\.name)).count == glyphs.count)
        for glyph in glyphs {
            let places = glyph.drawing.strokes.joined()
            #expect(places.allSatisfy { $0.min() >= -5 && $0.max() <= 140 }, "\(glyph.name)")
            let normalized = PenPicture(of: glyph.drawing).normalized
            #expect((normalized ?? []).count { $0 > 127 } >= 10, "\(glyph.name)")
        }
    }

    @Test func `the font is large, and what passes for a digit is not in it`() {
        #expect(OutlierKind.allCases.reduce(0) { $0 + $1.glyphs.count } >= 300)
        let letters = Set(Glyph.latin.map { String($0.name.prefix { $0 != "-" }) })
        let excluded = "OoDQIilZzSsbGBgqyYa".map(String.init)
        #expect(letters.isDisjoint(with: excluded))
        #expect("ACEFHJKLMNPRTUVWXcdefhjkmnprtuvwx".allSatisfy { letters.contains(String($0)) })
    }
}

struct SmoothPathTests {
    @Test func `a curve goes through its points; two points are a line, one is a dot`() {
        let points: [PenDrawing.Point] = [[0, 0], [10, 20], [30, 5], [40, 40]]
        let path = SmoothPath.through(points)
        #expect(path.count == 3 * SmoothPath.pieces + 1)
        for point in points { #expect(path.contains { (($0 - point) * ($0 - point)).sum() < 1e-6 }) }
        #expect(SmoothPath.through([[1, 2], [3, 4]]) == [[1, 2], [3, 4]])
        #expect(SmoothPath.through([[1, 2]]) == [[1, 2]])
    }

    @Test func `a closed curve has no corner where it begins`() {
        let square: [PenDrawing.Point] = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
        let path = SmoothPath.through(square)
        let (into, out) = (path[path.count - 1] - path[path.count - 2], path[1] - path[0])
        let cosine = (into * out).sum() / ((into * into).sum() * (out * out).sum()).squareRoot()
        #expect(cosine > 0.9)
    }
}
