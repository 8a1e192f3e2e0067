import TestSupport
import Testing

@testable import Raster

struct DigitPageTests {
    /// A page with drawings of 60 pixels at the given middles.
    private static func page(
        _ drawings: [(PenDrawing, x: Double, y: Double)], width: Int = 320, height: Int = 100
    ) -> PixelImage {
        var ink = [Float](repeating: 0, count: width * height)
        for (drawing, x, y) in drawings {
            let renderer = StrokeRenderer(
                width: width, height: height, penWidth: 7, extent: 60, center: (x, y))
            for (index, share) in renderer.coverage(drawing).enumerated() {
                ink[index] = max(ink[index], share)
            }
        }
        return PixelImage(
            Plane<Float>(width: width, height: height, values: ink.map { 1 - $0 }))
    }

    /// The rectangles around groups that no cut ends.
    private static func uncut(_ page: DigitPage, line: Int = 0) -> [PixelRect] {
        page.lines[line].candidates.filter { $0.penalty == 0 }.map { page.box($0, in: page.lines[line]) }
    }

    @Test func `digits side by side are each a candidate, from left to right, in the picture's pixels`()
        throws
    {
        let places = [50.0, 130, 210, 280]
        let drawings: [PenDrawing] = [.one, .zero, .one, .zero]
        let page = try #require(DigitPage(Self.page(zip(drawings, places).map { ($0, $1, 50) })))
        #expect(page.lines.count == 1)
        let boxes = Self.uncut(page)
        for place in places {
            let isThere = boxes.contains { box in
                abs(Double(box.x) + Double(box.width) / 2 - place) <= 3 && abs(Double(box.y) - 20) <= 3
                    && abs(Double(box.height) - 60) <= 4
            }
            #expect(isThere, "none about \(place): \(boxes)")
        }
    }

    @Test func `a 5 whose bar does not touch it is one candidate`() throws {
        let page = try #require(DigitPage(Self.page([(.five, 60, 50), (.zero, 160, 50)])))
        let boxes = Self.uncut(page)
        let lone = try #require(DigitPage(Self.page([(.five, 60, 50)])))
        let whole = try #require(Self.uncut(lone).max { $0.width < $1.width })
        #expect(boxes.contains(whole))
    }

    @Test func `digits that touch may be cut between them`() throws {
        // The loop's right edge runs into the stroke.
        let page = try #require(DigitPage(Self.page([(.zero, 100, 50), (.one, 123, 50)])))
        let line = page.lines[0]
        let cut = line.candidates.map { page.box($0, in: line) }.contains { box in
            abs(box.x - 80) <= 3 && abs(box.x + box.width - 119) <= 4
        }
        #expect(cut)
    }

    @Test func `lines are told apart, from the top`() throws {
        let picture = Self.page(
            [(.zero, 60, 50), (.one, 150, 55), (.one, 60, 150), (.zero, 140, 145)], height: 200)
        let page = try #require(DigitPage(picture))
        #expect(page.lines.count == 2)
        #expect(page.lines.map(\.pieceCount).allSatisfy { $0 >= 2 })
        let tops = page.lines.map { line in line.candidates.map { page.box($0, in: line).y }.min() ?? 0 }
        #expect(tops[0] < 40 && tops[1] > 100)
    }

    @Test func `a group's digit is its own ink alone`() throws {
        let together = try #require(DigitPage(Self.page([(.one, 60, 50), (.zero, 120, 50)])))
        let alone = try #require(DigitPage(Self.page([(.zero, 120, 50)])))
        let line = alone.lines[0]
        let whole = try #require(line.candidates.first { $0.pieces == 0..<line.pieceCount })
        let expected = try #require(line.digit(whole))
        let digits = together.lines[0].candidates.compactMap(together.lines[0].digit)
        let nearest = digits.map { digit in
            zip(digit.pixels, expected.pixels).reduce(0) { $0 + abs($1.0 - $1.1) }
        }.min()
        #expect(try #require(nearest) < 2)
    }

    @Test func `a dash is a mark, a digit is none`() throws {
        let dash = PenDrawing(label: .digit(1), strokes: [[[0, 0], [40, 0]]])
        let page = try #require(DigitPage(Self.page([(.zero, 60, 50), (dash, 150, 50), (.one, 230, 50)])))
        let line = page.lines[0]
        let marks = line.candidates.filter(line.isMark).map { page.box($0, in: line) }
        #expect(marks.contains { abs($0.x + $0.width / 2 - 150) <= 3 })
        #expect(marks.allSatisfy { abs($0.x + $0.width / 2 - 150) <= 30 })
    }

    @Test func `a blank picture has no page`() {
        #expect(
            DigitPage(PixelImage(width: 40, height: 40, luma: [UInt8](repeating: 255, count: 1600))) == nil)
    }
}
