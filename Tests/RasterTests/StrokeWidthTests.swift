import TestSupport
import Testing

@testable import Raster

struct StrokeWidthTests {
    /// A drawing cropped to its ink, as the normaliser hands it on.
    private func ink(_ drawing: PenDrawing, penWidth: Double, extent: Double = 100) -> Plane<UInt8> {
        let side = Int(extent) + 20
        let renderer = StrokeRenderer(width: side, height: side, penWidth: penWidth, extent: extent)
        let plane = Plane<Float>(width: side, height: side, values: renderer.coverage(drawing)).bytes
        return plane.cropped(to: plane.inkBounds ?? plane.bounds)
    }

    @Test(arguments: [4, 7, 10, 16])
    func `the estimate is the pen's width`(_ penWidth: Double) {
        // A round cap at each end shortens the outline: long strokes are measured best.
        let estimate = StrokeWidth.estimate(ink(.zero, penWidth: penWidth).shares.padded(by: 1))
        #expect(abs(Double(estimate) / penWidth - 1) < 0.1)
    }

    @Test(arguments: [1, 2, 4, 20, 26], [PenDrawing.five, .zero])
    func `thin and thick pens come to the target`(_ penWidth: Double, drawing: PenDrawing) throws {
        let matched = StrokeWidth().matched(ink(drawing, penWidth: penWidth), box: 20)
        let cropped = matched.cropped(to: try #require(matched.inkBounds))
        let boxed =
            StrokeWidth.estimate(cropped.shares.padded(by: 1)) * 20 / Float(cropped.bounds.longestSide)
        // Thick strokes that have closed a bend are not told apart again.
        #expect(abs(boxed - 2.5) < (penWidth < 10 ? 0.4 : 0.9), "\(boxed)")
    }

    @Test func `a stroke in range is not touched`() {
        let plane = ink(.zero, penWidth: 12.5)
        #expect(StrokeWidth().matched(plane, box: 20) == plane)
    }

    @Test func `a digit no larger than the box is not touched`() {
        let plane = ink(.zero, penWidth: 1, extent: 18)
        #expect(StrokeWidth().matched(plane, box: 20) == plane)
    }

    @Test func `a stroke pressed lightly becomes as dark as the rest`() {
        // Pressed lightly above, firmly below.
        let plane = Plane<Float>.sampled(width: 80, height: 80) { x, y in
            abs(x - 40.5) < 1.5 ? (y < 40 ? 0.3 : 1) : 0
        }
        let even = EvenStroke.applied(to: plane.padded(by: 8), reach: 8)
        #expect((0..<80).allSatisfy { (32..<40).contains($0) || even[48, $0 + 8] == 1 })
        #expect((0..<80).allSatisfy { even[44, $0 + 8] == 0 && even[52, $0 + 8] == 0 })
    }
}
