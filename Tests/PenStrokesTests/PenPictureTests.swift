import PenStrokes
import Raster
import Testing

@Suite struct PenPictureTests {
    /// The middle and the size of a drawing.
    private func frame(_ drawing: PenDrawing) throws -> (middle: PenDrawing.Point, size: PenDrawing.Point) {
        let bounds = try #require(drawing.bounds)
        return ((bounds.low + bounds.high) / 2, bounds.high - bounds.low)
    }

    private func isNear(_ a: PenDrawing.Point, _ b: PenDrawing.Point, within tolerance: Float = 1e-4) -> Bool
    {
        let apart = a - b
        return max(abs(apart.x), abs(apart.y)) <= tolerance
    }

    @Test func `a hand that writes as the model does only changes the scale`() throws {
        var generator = SplitMix64(seed: 1)
        let written = PenHand().writing(.seven, using: &generator)
        let (middle, size) = try frame(written)
        #expect(isNear(middle, [0, 0]) && isNear(size, [200.0 / 322, 1]))
        #expect(written.strokes.map(\.count) == [7, 3])
        #expect(
            generator.next()
                == {
                    var other = SplitMix64(seed: 1); return other.next()
                }())
    }

    /// A hand, and where it moves the top right and the right of a square around 0.
    private static let hands: [(hand: PenHand, topRight: PenDrawing.Point, right: PenDrawing.Point)] = {
        var (turned, slanted, wide) = (PenHand(), PenHand(), PenHand())
        turned.turn = .pi / 2
        slanted.slant = 0.2
        wide.stretch = 1.5
        return [
            (turned, [0.5, 0.5], [0, 0.5]), (slanted, [0.6, -0.5], [0.5, 0]),
            (wide, [0.75, -0.5], [0.75, 0]),
        ]
    }()

    @Test(arguments: hands)
    func `a hand turns clockwise, leans to the right, writes wide`(
        _ test: (hand: PenHand, topRight: PenDrawing.Point, right: PenDrawing.Point)
    ) {
        var generator = SplitMix64(seed: 1)
        let square = PenDrawing(strokes: [[[2, 0], [2, 1], [2, 2], [0, 2], [0, 0]]])
        let written = test.hand.writing(square, using: &generator).strokes[0]
        #expect(isNear(written[0], test.topRight) && isNear(written[1], test.right))
    }

    @Test func `rounding cuts corners and keeps ends`() {
        var generator = SplitMix64(seed: 1)
        var hand = PenHand()
        hand.rounding = 1
        let corner = PenDrawing(strokes: [[[0, 0], [1, 0], [1, 1]]])
        #expect(
            hand.writing(corner, using: &generator).strokes == [[[-0.5, -0.5], [0.25, -0.25], [0.5, 0.5]]])
    }

    @Test func `trembling has the deviation it says, and no drift`() {
        var generator = SplitMix64(seed: 1)
        var hand = PenHand()
        hand.tremble = 0.01
        let line = PenDrawing(strokes: [(0...4000).map { [Float($0), 0] }])
        let offsets = (0..<50).flatMap { _ in
            hand.writing(line, using: &generator).strokes[0].map(\.y)
        }
        let mean = offsets.reduce(0, +) / Float(offsets.count)
        let deviation = (offsets.reduce(0) { $0 + $1 * $1 } / Float(offsets.count)).squareRoot()
        #expect(abs(mean) < 0.002 && (0.008...0.012).contains(deviation))
        // Near points move together: between neighbours a quarter of a thousandth of the line lies.
        #expect(zip(offsets, offsets.dropFirst()).prefix(4000).allSatisfy { abs($0 - $1) < 0.004 })
    }

    @Test func `hands of chance stay legible`() {
        var generator = SplitMix64(seed: 3)
        for _ in 0..<1000 {
            let hand = PenHand(using: &generator)
            #expect(abs(hand.turn) < 0.22 && abs(hand.slant) <= 0.3 && (0.65...1.53).contains(hand.stretch))
            #expect((0...0.02).contains(hand.tremble) && (0...2).contains(hand.rounding))
            let pen = Pen(using: &generator)
            #expect((0.0119...0.2001).contains(pen.width) && abs(Int(pen.ink) - Int(pen.paper)) >= 119)
        }
    }

    @Test func `the same generator draws the same, another another`() {
        func picture(_ seed: UInt64) -> PenPicture {
            var generator = SplitMix64(seed: seed)
            return PenPicture(of: .seven, using: &generator)
        }
        #expect(picture(1) == picture(1))
        #expect(picture(1) != picture(2))
    }

    @Test func `a picture is normalised as a served one, whatever its tones`() throws {
        let plain = PenPicture(of: .seven)
        let normalized = try #require(plain.normalized)
        #expect(normalized == DigitNormalizer().normalize(plain.canvas)?.image.pixels)
        #expect(normalized.count == 784 && normalized.max() == 255 && normalized[0] == 0)
        var chalk = Pen()
        (chalk.ink, chalk.paper) = (240, 30)
        let light = PenPicture(of: .seven, pen: chalk)
        #expect(light.canvas.luma.first == 30 && light.canvas.luma.max() == 240)
        let apart = zip(try #require(light.normalized), normalized).map { abs(Int($0) - Int($1)) }
        #expect(apart.reduce(0, +) < 784 * 2)
    }

    @Test(arguments: [0.001, 0.02, 0.2] as [Float]) func `the pen is as wide as it says, or a pixel`(
        width: Float
    ) {
        var pen = Pen()
        pen.width = width
        let line = PenDrawing(strokes: [[[0, 0], [0, 10]]])
        let picture = PenPicture(of: line, pen: pen, side: 100, share: 0.8).canvas
        let ink = picture.luma.reduce(0) { $0 + 1 - Float($1) / 255 }
        let (drawn, length) = (max(80 * width, 1), 80 - max(80 * width, 1))
        let area = drawn * length + .pi / 4 * drawn * drawn
        #expect(abs(ink - area) < 0.1 * area + 2)
    }

    @Test(arguments: [
        [[[5, 5]]], [[[5, 5], [5, 5]]], [[[0, 0], [1e-30, 0]]], [[[-1e6, -1e6], [1e6, 1e6]]],
    ])
    func `dots and giants are drawn inside of the canvas`(strokes: [[PenDrawing.Point]]) {
        for seed in 0..<10 as Range<UInt64> {
            var generator = SplitMix64(seed: seed)
            let canvas = PenPicture(of: PenDrawing(strokes: strokes), using: &generator).canvas
            #expect(canvas.luma.contains { $0 != canvas.luma[0] })
        }
    }
}
