import TestSupport
import Testing

@testable import Raster

struct HistogramTests {
    @Test func `Otsu's threshold parts two levels in the middle of the gap`() {
        let values = [Float](repeating: 0.2, count: 900) + [Float](repeating: 0.8, count: 100)
        #expect(Histogram(values).otsuThreshold == (51 + 203) / 2)
    }

    @Test func `Otsu's threshold has the least variance within its classes`() {
        let values = Plane.noise(width: 40, height: 40).values.map { $0 < 0.7 ? $0 * $0 * 0.5 : $0 }
        let levels = values.map { Int(($0 * 255).rounded()) }
        func withinVariance(_ threshold: Int) -> Double {
            [levels.filter { $0 <= threshold }, levels.filter { $0 > threshold }].reduce(0) { sum, part in
                let mean = Double(part.reduce(0, +)) / Double(max(part.count, 1))
                return sum + part.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
            }
        }
        let best = (0..<255).map(withinVariance).min() ?? 0
        #expect(abs(withinVariance(Histogram(values).otsuThreshold) - best) < 1e-6 * best)
    }

    @Test func `quantiles count within their levels`() {
        let histogram = Histogram([0, 0, 0.2, 0.4, 0.4, 0.4, 1])
        #expect(histogram.quantile(0.5) == 102)
        #expect(histogram.quantile(0.5, in: 1...255) == 102)
        #expect(histogram.quantile(1) == 255)
        #expect(histogram.quantile(0) == 0)
    }
}

struct PaperTests {
    private func drawing(_ drawing: PenDrawing, penWidth: Double, extent: Double, ink: Float, paper: Float)
        -> Plane
    {
        let renderer = StrokeRenderer(width: 60, height: 60, penWidth: penWidth, extent: extent)
        let values = renderer.coverage(drawing).map { paper + (ink - paper) * $0 }
        return Plane(width: 60, height: 60, values: values)
    }

    @Test(
        arguments: [(0, 1), (1, 0), (0.3, 0.5), (0.6, 0.5)] as [(Float, Float)], [(6, 40), (3, 59), (22, 60)])
    func `ink is told from paper, thin and thick, up to the edge`(
        _ tones: (Float, Float), pen: (Double, Double)
    ) {
        let (ink, paper) = tones
        let plane = drawing(.zero, penWidth: pen.0, extent: pen.1, ink: ink, paper: paper)
        let estimate = PaperEstimate(plane)
        #expect(estimate.inkIsDark == (ink < paper))
        #expect(abs(estimate.luminance - paper) < 0.003)
        #expect(estimate.evenness > 0.75)
    }

    @Test func `a frame is not the paper`() {
        var plane = drawing(.five, penWidth: 5, extent: 30, ink: 0, paper: 1)
        for index in 0..<60 {
            for depth in [0, 1, 58, 59] {
                plane[index, depth] = 0
                plane[depth, index] = 0
            }
        }
        #expect(PaperEstimate(plane).inkIsDark)
    }

    @Test func `light that falls off is not even, and its trend is found`() {
        let plane = Plane.sampled(width: 16, height: 12) { x, y in
            0.9 - 0.03 * x + 0.002 * y * y - 0.001 * x * y
        }
        #expect(PaperEstimate(plane).evenness < 0.75)
        let trend = PaperTrend(plane)
        for y in 0..<12 {
            for x in 0..<16 {
                #expect(abs(trend.value(column: x, row: y, of: plane) - Double(plane[x, y])) < 1e-5)
            }
        }
    }

    @Test func `the trend ignores a few cells of ink`() {
        var plane = Plane.sampled(width: 16, height: 16) { x, y in 0.5 + 0.02 * x }
        for y in 5..<10 { plane[7, y] = 0.1 }
        let trend = PaperTrend(plane)
        #expect(abs(trend.value(column: 7, row: 7, of: plane) - 0.65) < 0.01)
    }

    @Test func `on even paper anti-aliased edges keep their grey`() throws {
        let coverage = StrokeRenderer(width: 60, height: 60, penWidth: 6, extent: 40).coverage(.five)
        for (ink, paper) in [(0, 1), (1, 0), (0.2, 0.7)] as [(Float, Float)] {
            let plane = drawing(.five, penWidth: 6, extent: 40, ink: ink, paper: paper)
            let map = try #require(InkMap.find(in: plane))
            #expect(zip(map.ink.values, coverage).allSatisfy { abs($0 - $1) < 0.03 })
        }
    }

    @Test(arguments: [true, false])
    func `in uneven light the ink stands out and the paper is clear`(_ inkIsDark: Bool) throws {
        let renderer = StrokeRenderer(width: 200, height: 200, penWidth: 8, extent: 110)
        let coverage = renderer.coverage(.five)
        let noise = Plane.noise(width: 200, height: 200)
        let light = Plane.sampled(width: 200, height: 200) { x, y in 0.25 + 0.0015 * x + 0.000004 * y * y }
        let values = coverage.indices.map { index in
            light.values[index] * (1 + (inkIsDark ? -0.5 : 0.6) * coverage[index]) + 0.02
                * (noise.values[index] - 0.5)
        }
        let map = try #require(InkMap.find(in: Plane(width: 200, height: 200, values: values)))
        let ink = zip(map.ink.values, coverage).filter { $1 == 1 }.map(\.0)
        let paper = zip(map.ink.values, coverage).filter { $1 == 0 }.map(\.0)
        #expect(ink.reduce(0, +) / Float(ink.count) > 0.85)
        #expect(paper.reduce(0, +) / Float(paper.count) < 0.01)
    }

    @Test func `a picture with nothing on it has no ink`() {
        let white = Plane(width: 50, height: 50, filledWith: 1)
        let gradient = Plane.sampled(width: 280, height: 280) { x, y in 0.3 + 0.001 * x + 0.0005 * y }
        let noise = Plane.noise(width: 100, height: 100)
        let grain = Plane(width: 100, height: 100, values: noise.values.map { 0.8 + 0.03 * $0 })
        for plane in [white, Plane(width: 1, height: 1), gradient, noise, grain] {
            #expect(InkMap.find(in: plane)?.ink == nil)
        }
    }
}

struct AlphaGroundTests {
    private func picture(ink: StrokeRenderer.Color) -> PixelImage {
        StrokeRenderer(width: 60, height: 60, penWidth: 6, extent: 40, ink: ink, paper: .clear).render(.five)
    }

    @Test func `dark ink lies on white and light ink on black`() {
        #expect(AlphaGround.luminance(under: picture(ink: .black)) == 255)
        #expect(AlphaGround.luminance(under: picture(ink: .white)) == 0)
        #expect(AlphaGround.luminance(under: picture(ink: .init(30, 60, 200))) == 255)
    }

    @Test func `a page with round corners is laid on its own paper`() {
        var rgba: [UInt8] = []
        for y in 0..<60 {
            for x in 0..<60 {
                let isCorner = min(x, 59 - x) + min(y, 59 - y) < 8
                let isInk = (28...32).contains(x) && (10..<50).contains(y)
                rgba += isCorner ? [0, 0, 0, 0] : isInk ? [20, 20, 20, 255] : [240, 240, 240, 255]
            }
        }
        #expect(AlphaGround.luminance(under: PixelImage(width: 60, height: 60, rgba: rgba)) == 240)
    }

    @Test func `an opaque picture is read as it is, block by block`() {
        let plane = Plane.noise(width: 50, height: 30)
        let levels = plane.values.map { ($0 * 255).rounded() / 255 }
        let reader = LuminanceReader(PixelImage(plane))
        let whole = reader.plane(of: reader.bounds, reducedBy: 1)
        #expect(zip(whole.values, levels).allSatisfy { abs($0 - $1) < 1e-5 })
        // 7 does not divide 33: the last block of each row has 5 columns.
        let part = reader.plane(of: PixelRect(x: 9, y: 4, width: 33, height: 14), reducedBy: 7)
        #expect(part.width == 5 && part.height == 2)
        let corner = (11..<18).flatMap { y in (37..<42).map { x in levels[y * 50 + x] } }
        #expect(abs(part[4, 1] - corner.reduce(0, +) / 35) < 1e-5)
    }
}
