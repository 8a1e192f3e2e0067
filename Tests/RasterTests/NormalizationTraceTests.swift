import TestSupport
import Testing

@testable import Raster

struct NormalizationTraceTests {
    private let normalizer = DigitNormalizer()

    @Test(arguments: [28, 140, 500, 2000])
    func `the steps lead from the picture to the 28x28`(_ side: Int) throws {
        let extent = Double(side) * 0.7
        let image = StrokeRenderer(width: side, height: side, penWidth: extent / 9, extent: extent).render(
            .five)
        let (digit, steps) = normalizer.explain(image)
        #expect(steps.map(\.name) == [.picture, .paper, .ink, .digit, .stroke, .input])
        #expect(digit == normalizer.normalize(image))
        #expect(steps.last?.image == digit?.image)
        let limit = NormalizationStep.largestSide
        #expect(steps.allSatisfy { max($0.image.width, $0.image.height) <= limit })
        // Ink is dark on the picture, and light from the ink on.
        #expect(steps.first?.image.pixels[0] == 255)
        #expect(try #require(steps.first { $0.name == .ink }).image.pixels[0] == 0)
    }

    @Test func `ruled paper has a step more`() {
        let image = PixelImage(
            Plane<Float>.sampled(width: 200, height: 200) { x, y in
                abs(x - 100) < 5 && abs(y - 90) < 50 ? 0.1 : abs(y - 120) < 1 ? 0.6 : 0.95
            })
        #expect(
            normalizer.explain(image).steps.map(\.name) == [
                .picture, .paper, .unruled, .ink, .digit, .stroke, .input,
            ])
    }

    @Test func `a blank picture goes no farther than its paper`() {
        let blank = PixelImage(Plane<Float>(width: 300, height: 200, filledWith: 1))
        let (digit, steps) = normalizer.explain(blank)
        #expect(digit == nil)
        #expect(steps.map(\.name) == [.picture, .paper])
    }

    @Test func `a large plane is shown smaller, a small one as it is`() {
        let large = Plane<Float>.sampled(width: 700, height: 350) { x, _ in x < 350 ? 0 : 1 }.bytes
        let shown = NormalizationStep(.paper, large).image
        #expect((shown.width, shown.height) == (280, 140))
        #expect(shown.pixels[0] == 0 && shown.pixels[279] == 255)
        let small = Plane<UInt8>.noise(width: 30, height: 40)
        #expect(NormalizationStep(.ink, small).image.pixels == small.values)
    }
}
