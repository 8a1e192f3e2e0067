import PenStrokes
import Raster
import Testing

@Suite struct StrokeRendererTests {
    @Test func `a line's ink is its length times the pen, and its round ends`() {
        let line = PenDrawing(strokes: [[[10, 20], [40, 20]]])
        let ink = StrokeRenderer(width: 60, height: 40).ink(of: line, pen: 6)
        let area: Float = 30 * 6 + 9 * .pi
        #expect(abs(ink.reduce(0, +) - area) < 2)
    }

    @Test func `a stroke of one point is a dot`() {
        let ink = StrokeRenderer(width: 20, height: 20).ink(of: PenDrawing(strokes: [[[10, 10]]]), pen: 8)
        let area: Float = 16 * .pi
        #expect(abs(ink.reduce(0, +) - area) < 1)
    }

    @Test(
        arguments: [
            [[5, 5], [.nan, 5]], [[-1e30, 5], [1e30, 5]], [[.infinity, 0], [0, 0]],
            [[900, 900], [950, 950]],
        ] as [[PenDrawing.Point]])
    func `points outside of the picture, or nowhere, do no harm`(stroke: [PenDrawing.Point]) {
        let ink = StrokeRenderer(width: 16, height: 16).ink(of: PenDrawing(strokes: [stroke]), pen: 3)
        #expect(ink.allSatisfy { (0...1).contains($0) })
    }

    @Test func `paper is white and ink is black`() {
        let picture = StrokeRenderer(width: 9, height: 9).picture(
            of: PenDrawing(strokes: [[[4.5, 4.5]]]), pen: 4)
        #expect(picture.luma[4 * 9 + 4] == 0)
        #expect(picture.luma[0] == 255)
    }
}
