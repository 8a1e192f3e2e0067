import TestSupport
import Testing

@testable import Raster

struct RuledPaperTests {
    private static let side = 200

    private static let paper = InkMap.Paper(light: .even, inkIsDark: true, luminance: 230)

    /// How a sheet is ruled: tilted lines every so many pixels.
    struct Ruling: CustomTestStringConvertible {
        var spacing: Float
        var tilt: Float = 0
        var isSquared = false
        var width: Float = 2
        var level: Float = 70

        var testDescription: String { "every \(spacing), tilt \(tilt), squared \(isSquared), \(width) wide" }

        /// How much of a pixel is rule.
        func share(_ x: Float, _ y: Float) -> Float {
            func line(_ position: Float) -> Float {
                let distance = abs(
                    (position + 1000.5 * spacing).truncatingRemainder(dividingBy: spacing) - spacing / 2)
                return min(max(width / 2 + 0.5 - distance, 0), 1)
            }
            let flat = line(y + tilt * x - 14)
            return isSquared ? max(flat, line(x - tilt * y - 9)) : flat
        }
    }

    private let digit = StrokeRenderer(width: side, height: side, penWidth: 9, extent: 110).coverage(.five)

    private func sheet(_ ruling: Ruling?, digit: [Float]) -> Plane<UInt8> {
        let noise = Plane<Float>.noise(width: Self.side, height: Self.side)
        return Plane<Float>.sampled(width: Self.side, height: Self.side) { x, y in
            let index = Int(y) * Self.side + Int(x)
            let rule = (ruling?.level ?? 0) * (ruling?.share(x, y) ?? 0)
            return (max(230 - rule, 0) * (1 - digit[index]) + 30 * digit[index] + 4 * noise.values[index] - 2)
                / 255
        }.bytes
    }

    @Test(
        arguments: [
            Ruling(spacing: 50), Ruling(spacing: 50, tilt: 0.06), Ruling(spacing: 33, tilt: -0.1, width: 4),
            Ruling(spacing: 24, isSquared: true),
            Ruling(spacing: 31, tilt: 0.05, isSquared: true, level: 110),
            Ruling(spacing: 120, width: 5, level: 160),
        ])
    func `rules go and the digit across them stays`(_ ruling: Ruling) throws {
        let plain = sheet(nil, digit: digit)
        let cleared = try #require(
            RuledPaper.cleared(sheet(ruling, digit: digit), paper: Self.paper, noise: 1.5))
        let (ink, paper) = (digit.indices.filter { digit[$0] == 1 }, digit.indices.filter { digit[$0] == 0 })
        let lost = ink.count { cleared.values[$0] > 130 }
        #expect(lost * 50 < ink.count, "\(lost) of \(ink.count)")
        // Beside a stroke some rule may be left.
        let left = paper.count { abs(Int(cleared.values[$0]) - Int(plain.values[$0])) > 40 }
        #expect(left * 60 < paper.count, "\(left) of \(paper.count)")
    }

    @Test func `light rules on a dark board go`() throws {
        let ruled = sheet(Ruling(spacing: 40, tilt: 0.03), digit: digit).inverted
        let board = InkMap.Paper(light: .even, inkIsDark: false, luminance: 25)
        let cleared = try #require(RuledPaper.cleared(ruled, paper: board, noise: 1.5))
        let left = digit.indices.count { digit[$0] == 0 && cleared.values[$0] > 70 }
        #expect(left * 100 < digit.count)
    }

    @Test(arguments: [PenDrawing.five, .zero], [3, 9, 30] as [Double])
    func `a digit alone has no rules`(_ drawing: PenDrawing, penWidth: Double) {
        let digit = StrokeRenderer(width: Self.side, height: Self.side, penWidth: penWidth, extent: 196)
            .coverage(drawing)
        #expect(RuledPaper.cleared(sheet(nil, digit: digit), paper: Self.paper, noise: 1.5) == nil)
    }

    @Test func `a line that does not reach both ends is a stroke`() {
        var plane = Plane<UInt8>(width: 100, height: 100, filledWith: 230)
        for x in 0..<95 { for y in 40..<42 { plane[x, y] = 60 } }
        #expect(RuledPaper.cleared(plane, paper: Self.paper, noise: 0) == nil)
        for x in 95..<100 { for y in 40..<42 { plane[x, y] = 60 } }
        #expect(
            RuledPaper.cleared(plane, paper: Self.paper, noise: 0)?.values.allSatisfy { $0 == 230 } == true)
    }

    @Test(arguments: [(170, 215), (-20, 25), (225, 175)] as [(Float, Float)])
    func `a rule that cuts off a corner goes too`(_ left: Float, right: Float) throws {
        // The row at either side, one of them beyond the picture.
        let plane = Plane<Float>.sampled(width: 200, height: 200) { x, y in
            abs(y - left - (right - left) * x / 200) < 1 ? 0.5 : 0.9
        }.bytes
        let cleared = try #require(RuledPaper.cleared(plane, paper: Self.paper, noise: 0))
        #expect(cleared.values.count { $0 < 200 } * 500 < cleared.values.count)
    }

    @Test func `lines at random, in a picture of any shape, do no harm`() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<60 {
            let (width, height) = (
                Int.random(in: 1...90, using: &random), Int.random(in: 40...90, using: &random)
            )
            var plane = Plane<UInt8>(width: width, height: height, filledWith: 230)
            for _ in 0..<6 {
                let slope = Float.random(in: -0.3...0.3, using: &random)
                let start = Float.random(in: -30...120, using: &random)
                for y in 0..<height {
                    let x = Int(start + slope * Float(y))
                    if (0..<width).contains(x) { plane[x, y] = 90 }
                }
            }
            for picture in [plane, plane.transposed] {
                let cleared = RuledPaper.cleared(picture, paper: Self.paper, noise: 0)
                #expect(cleared?.bounds ?? picture.bounds == picture.bounds)
            }
        }
    }

    @Test func `in 28x28 a stroke is as thin as a rule`() {
        var plane = Plane<UInt8>(width: 28, height: 28, filledWith: 230)
        for y in 0..<28 { plane[14, y] = 30 }
        #expect(RuledPaper.cleared(plane, paper: Self.paper, noise: 0) == nil)
    }
}

struct LineVotesTests {
    @Test(arguments: [(0, 30), (0.2, 50), (-0.13, 41.5), (0.26, 12)] as [(Float, Float)])
    func `the points of a line agree on it`(_ slope: Float, column: Float) {
        var votes = LineVotes(width: 80, height: 100, steepness: 0.27)
        let points = (0..<100).map { (row: $0, column: column + slope * (Float($0) - 49.5)) }
            .filter { (0..<80).contains($0.column) }
        for point in points { votes.add(1, row: point.row, column: point.column) }
        let (line, count) = votes.best()
        #expect(count >= points.count * 95 / 100)
        #expect(points.allSatisfy { abs(line.column(in: $0.row) - $0.column) < 1.6 })
        for point in points { votes.add(-1, row: point.row, column: point.column) }
        #expect(votes.best().votes == 0)
    }
}
