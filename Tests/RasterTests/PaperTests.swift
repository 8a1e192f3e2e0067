import TestSupport
import Testing

@testable import Raster

struct HistogramTests {
    private func histogram(_ levels: [UInt8]) -> Histogram {
        Histogram(Plane(width: levels.count, height: 1, values: levels))
    }

    @Test(arguments: [(3, 5), (8, 8), (29, 4), (64, 1)])
    func `it counts each level of a part, alike or not`(_ width: Int, height: Int) {
        var plane = Plane<UInt8>(width: 70, height: 9, filledWith: 200)
        for index in stride(from: 0, to: plane.values.count, by: 23) {
            plane.values[index] = UInt8(index % 256)
        }
        let rect = PixelRect(x: 5, y: 1, width: width, height: height)
        var result = Histogram()
        result.count(plane, in: rect)
        let values = plane.cropped(to: rect).values
        #expect(result.total == values.count)
        #expect((0...255).allSatisfy { level in result.counts[level] == values.count { Int($0) == level } })
        result.add(result)
        #expect(result.counts[200] == 2 * values.count { $0 == 200 } && result.total == 2 * values.count)
        result.removeAll()
        #expect(result == Histogram())
    }

    @Test func `Otsu's threshold parts two levels in the middle of the gap`() {
        let levels = [UInt8](repeating: 51, count: 900) + [UInt8](repeating: 204, count: 100)
        #expect(histogram(levels).otsuThreshold == (51 + 203) / 2)
    }

    @Test func `Otsu's threshold has the least variance within its classes`() {
        let noise = Plane<Float>.noise(width: 40, height: 40).values.map { $0 < 0.7 ? $0 * $0 * 0.5 : $0 }
        let levels = noise.map { UInt8(($0 * 255).rounded()) }
        func withinVariance(_ threshold: Int) -> Double {
            [levels.filter { $0 <= threshold }, levels.filter { $0 > threshold }].reduce(0) { sum, part in
                let mean = Double(part.reduce(0) { $0 + Int($1) }) / Double(max(part.count, 1))
                return sum + part.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
            }
        }
        let best = (0..<255).map(withinVariance).min() ?? 0
        #expect(abs(withinVariance(histogram(levels).otsuThreshold) - best) < 1e-6 * best)
    }

    @Test func `quantiles count within their levels`() {
        let result = histogram([0, 0, 51, 102, 102, 102, 255])
        #expect(result.quantile(0.5) == 102)
        #expect(result.quantile(0.5, in: 1...255) == 102)
        #expect(result.quantile(1) == 255)
        #expect(result.quantile(0) == 0)
    }

    @Test func `a level is reached by the share of values at and above it`() {
        let result = histogram([10, 20, 20, 30, 40, 50, 60, 70, 80, 90])
        #expect(result.level(reachedBy: 0.1) == 80)
        #expect(result.level(reachedBy: 0) == 90)
        #expect(result.level(reachedBy: 0.75) == 20)
        // Nothing is above what all reach.
        #expect(result.level(reachedBy: 1) == 0)
    }

    @Test func `the third moment points to the few that lie far off`() {
        #expect(histogram([90, 100, 110, 20]).thirdMoment(about: 100) < 0)
        #expect(histogram([90, 100, 110, 180]).thirdMoment(about: 100) > 0)
        #expect(histogram([90, 100, 110]).thirdMoment(about: 100) == 0)
    }
}

struct PaperTests {
    private func drawing(_ drawing: PenDrawing, penWidth: Double, extent: Double, ink: Float, paper: Float)
        -> Plane<UInt8>
    {
        let renderer = StrokeRenderer(width: 60, height: 60, penWidth: penWidth, extent: extent)
        let values = renderer.coverage(drawing).map { paper + (ink - paper) * $0 }
        return Plane<Float>(width: 60, height: 60, values: values).bytes
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
        #expect(abs(Float(estimate.luminance) / 255 - paper) < 0.003)
        #expect(estimate.evenness > 0.75)
    }

    @Test func `a frame is not the paper`() {
        var plane = drawing(.five, penWidth: 5, extent: 30, ink: 0, paper: 1)
        for index in 0..<60 {
            for depth in [0, 1, 58, 59] {
                (plane[index, depth], plane[depth, index]) = (0, 0)
            }
        }
        #expect(PaperEstimate(plane).inkIsDark)
    }

    @Test func `light that falls off is not even`() {
        let plane = Plane<Float>.sampled(width: 16, height: 12) { x, y in
            0.9 - 0.03 * x + 0.002 * y * y - 0.001 * x * y
        }
        #expect(PaperEstimate(plane.bytes).evenness < 0.75)
    }

    @Test func `a shadow is not the inside of a stroke`() {
        // Two fifths of the sheet lie in a shadow, lighter than any stroke.
        let coverage = StrokeRenderer(width: 60, height: 60, penWidth: 5, extent: 30).coverage(.five)
        let values = coverage.indices.map { (1 - 0.6 * coverage[$0]) * ($0 % 60 < 26 ? 0.65 : 0.9) }
        #expect(PaperEstimate(Plane<Float>(width: 60, height: 60, values: values).bytes).evenness < 0.75)
    }

    @Test func `on even paper anti-aliased edges keep their grey`() throws {
        let coverage = StrokeRenderer(width: 60, height: 60, penWidth: 6, extent: 40).coverage(.five)
        for (ink, paper) in [(0, 1), (1, 0), (0.2, 0.7)] as [(Float, Float)] {
            let plane = drawing(.five, penWidth: 6, extent: 40, ink: ink, paper: paper)
            let map = try #require(InkMap.find(in: plane))
            #expect(zip(map.ink.shares.values, coverage).allSatisfy { abs($0 - $1) < 0.03 })
        }
    }

    @Test(arguments: [true, false])
    func `in uneven light the ink stands out and the paper is clear`(_ inkIsDark: Bool) throws {
        let renderer = StrokeRenderer(width: 200, height: 200, penWidth: 8, extent: 110)
        let coverage = renderer.coverage(.five)
        let noise = Plane<Float>.noise(width: 200, height: 200)
        let light = Plane<Float>.sampled(width: 200, height: 200) { x, y in
            0.25 + 0.0015 * x + 0.000004 * y * y
        }
        let values = coverage.indices.map { index in
            light.values[index] * (1 + (inkIsDark ? -0.5 : 0.6) * coverage[index]) + 0.02
                * (noise.values[index] - 0.5)
        }
        let map = try #require(InkMap.find(in: Plane<Float>(width: 200, height: 200, values: values).bytes))
        let ink = zip(map.ink.shares.values, coverage).filter { $1 == 1 }.map(\.0)
        let paper = zip(map.ink.shares.values, coverage).filter { $1 == 0 }.map(\.0)
        #expect(ink.reduce(0, +) / Float(ink.count) > 0.85)
        #expect(paper.reduce(0, +) / Float(paper.count) < 0.01)
    }

    @Test func `a picture with nothing on it has no ink`() {
        let white = Plane<Float>(width: 50, height: 50, filledWith: 1)
        let gradient = Plane<Float>.sampled(width: 280, height: 280) { x, y in 0.3 + 0.001 * x + 0.0005 * y }
        let noise = Plane<Float>.noise(width: 100, height: 100)
        let grain = Plane(width: 100, height: 100, values: noise.values.map { 0.8 + 0.03 * $0 })
        for plane in [white, Plane(width: 1, height: 1, filledWith: 0), gradient, noise, grain] {
            #expect(InkMap.find(in: plane.bytes)?.ink == nil)
        }
    }
}

struct AlphaGroundTests {
    private func picture(ink: StrokeRenderer.Color) -> PixelImage {
        StrokeRenderer(width: 60, height: 60, penWidth: 6, extent: 40, ink: ink, paper: .clear).render(.five)
    }

    private func level(under image: PixelImage) throws -> Int {
        AlphaGround.level(under: image.luma, alpha: try #require(image.alpha))
    }

    @Test func `dark ink lies on white and light ink on black`() throws {
        #expect(try level(under: picture(ink: .black)) == 255)
        #expect(try level(under: picture(ink: .white)) == 0)
        #expect(try level(under: picture(ink: .init(30, 60, 200))) == 255)
    }

    @Test func `alpha weighs each level, in runs alike or not`() {
        var random = SplitMix64(seed: 3)
        // Mostly of one colour, as a drawing is, with a few others; clear, opaque and between.
        let luma = (0..<999).map { $0 % 40 < 30 ? UInt8(60) : UInt8.random(in: 0...255, using: &random) }
        let alpha = (0..<999).map { $0 % 100 < 50 ? UInt8(0) : UInt8.random(in: 0...255, using: &random) }
        let mean =
            zip(luma, alpha).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            / Double(alpha.reduce(0) { $0 + Int($1) })
        #expect(AlphaGround.level(under: luma, alpha: alpha) == (mean < 128 ? 255 : 0))
        let weights = AlphaGround.histogram(of: luma, weighedBy: alpha)
        for level in 0...255 {
            let expected = zip(luma, alpha).reduce(0) { $0 + (Int($1.0) == level ? Int($1.1) : 0) }
            #expect(weights.counts[level] == expected)
        }
    }

    @Test func `a page with round corners is laid on its own paper`() throws {
        var rgba: [UInt8] = []
        for y in 0..<60 {
            for x in 0..<60 {
                let isCorner = min(x, 59 - x) + min(y, 59 - y) < 8
                let isInk = (28...32).contains(x) && (10..<50).contains(y)
                rgba += isCorner ? [0, 0, 0, 0] : isInk ? [20, 20, 20, 255] : [240, 240, 240, 255]
            }
        }
        #expect(try level(under: PixelImage(width: 60, height: 60, rgba: rgba)) == 240)
    }

    @Test func `a picture is laid on its ground by its alpha`() {
        let alpha = (0..<256).map { UInt8($0) }
        for (luma, ground) in [(10, 255), (77, 255), (200, 0)] as [(UInt8, Int)] {
            let image = PixelImage(
                width: 256, height: 1, luma: Array(repeating: luma, count: 256), alpha: alpha)
            let exact = (0..<256).map { Double(Int(luma) * $0 + ground * (255 - $0)) / 255 }
            #expect(AlphaGround.luma(of: image).values == exact.map { UInt8($0.rounded()) })
        }
    }

    @Test func `an opaque picture is read as it is`() {
        let plane = Plane<UInt8>.noise(width: 50, height: 30)
        #expect(AlphaGround.luma(of: PixelImage(plane.shares)) == plane)
    }
}
