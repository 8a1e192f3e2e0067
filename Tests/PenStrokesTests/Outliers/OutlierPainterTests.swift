import Raster
import Testing

@testable import PenStrokes

struct OutlierPainterTests {
    /// A digit of an even tone for each class, its left half only, so that a picture tells what it was made of.
    static func samples() throws -> DigitSamples {
        var pixels: [UInt8] = []
        for digit in 0..<10 {
            for pixel in 0..<784 { pixels.append(pixel % 28 < 14 ? UInt8(20 * (digit + 1)) : 0) }
        }
        return try #require(DigitSamples(pixels: pixels, labels: Array(0..<10)))
    }

    @Test(arguments: OutlierKind.allCases)
    func `each kind draws pictures with ink, another for each seed and the same for the same`(
        _ kind: OutlierKind
    ) throws {
        let painter = OutlierPainter(samples: try Self.samples(), kinds: [kind])
        let pictures = (0..<12).map { seed in
            var generator = SplitMix64(seed: UInt64(seed))
            return painter.pixels(using: &generator)
        }
        #expect(pictures.allSatisfy { $0.count == 784 && ($0.max() ?? 0) > 127 })
        // A single dot looks like another one.
        #expect(Set(pictures).count >= 8)
        var again = SplitMix64(seed: 3)
        #expect(painter.pixels(using: &again) == pictures[3])
    }

    @Test func `digits of a class that is missing are no samples`() {
        #expect(DigitSamples(pixels: [UInt8](repeating: 0, count: 9 * 784), labels: Array(0..<9)) == nil)
    }

    @Test(
        arguments: [
            (MisshapenDigit.mirrored, [3, 4, 6, 7, 9]), (.shuffled, [2, 3, 4, 5, 6, 7, 9]),
            (.cut, [0, 2, 3, 4, 5, 6, 7, 8, 9]), (.joined, [0, 1, 2, 4, 5, 6, 7, 8, 9]),
            (.overlaid, Array(0...8)),
        ])
    func `only digits that are none afterwards are misshapen`(_ kind: MisshapenDigit, _ allowed: [Int]) throws
    {
        let samples = try Self.samples()
        var seen: Set<Int> = []
        for seed in 0..<150 {
            var generator = SplitMix64(seed: UInt64(seed))
            let tones = kind.sheet(from: samples, using: &generator).ink.filter { $0 > 0 }
            seen.formUnion(tones.map { Int(($0 * 255 / 20).rounded()) - 1 })
        }
        #expect(seen == Set(allowed))
    }

    @Test func `an outline is filled by its area, without its holes`() {
        let square: [PenDrawing.Point] = [[4, 4], [24, 4], [24, 24], [4, 24]]
        let hole: [PenDrawing.Point] = [[10, 10], [10, 15], [18.5, 15], [18.5, 10]]
        let coverage = Silhouette.coverage(of: [square, hole], side: 28)
        #expect(abs(coverage.reduce(0, +) - (400 - 42.5)) < 0.1)
        #expect(coverage[12 * 28 + 12] == 0 && abs(coverage[6 * 28 + 6] - 1) < 1e-6 && coverage[0] == 0)
        let outside = square.map { $0 + 100 }
        #expect(Silhouette.coverage(of: [outside], side: 28).allSatisfy { $0 == 0 })
    }

    @Test func `a sheet is mirrored, turned upside down, overlaid and cut`() {
        let sheet = InkSheet(width: 3, height: 2, ink: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
        #expect(sheet.mirrored.ink == [0.3, 0.2, 0.1, 0.6, 0.5, 0.4])
        #expect(sheet.upsideDown.ink == [0.4, 0.5, 0.6, 0.1, 0.2, 0.3])
        #expect(sheet.only { x, _ in x > 0 }.ink == [0, 0.2, 0.3, 0, 0.5, 0.6])
        #expect(sheet.overlaid(with: sheet, x: 1).ink == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
        #expect(sheet.overlaid(with: sheet, y: -1).ink == [0.4, 0.5, 0.6, 0.4, 0.5, 0.6])
        let picture = sheet.picture(times: 1, margin: 1)
        #expect(picture.luma[5 + 1] == 229 && picture.luma[0] == 255 && picture.width == 5)
    }
}
