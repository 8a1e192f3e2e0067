import TestSupport
import Testing

@testable import Raster

/// The same digit, however it comes, must give nearly the same 28x28.
struct DigitNormalizerTests {
    private static let normalizer = DigitNormalizer()

    /// What all the others are compared with: a 5 in two strokes, in the middle of a canvas.
    private static let reference = normalizer.normalize(StrokeRenderer(penWidth: 25).render(.five))

    /// The mean difference a pixel, over the pixels that hold ink in either; two different digits have 0.5 and more.
    private func difference(_ image: PixelImage) throws -> Float {
        let expected = try #require(Self.reference).pixels
        let pixels = try #require(Self.normalizer.normalize(image)).pixels
        let differences = zip(pixels, expected).map { abs($0 - $1) }
        let inked = zip(pixels, expected).count { $0 > 0 || $1 > 0 }
        return differences.reduce(0, +) / Float(inked)
    }

    @Test func `a 5 and a 0 are far apart`() throws {
        #expect(try difference(StrokeRenderer(penWidth: 25).render(.zero)) > 0.4)
    }

    @Test(arguments: [(105, 105), (175, 105), (105, 175), (175, 175), (140.5, 133.3)] as [(Double, Double)])
    func `moved`(_ x: Double, y: Double) throws {
        #expect(try difference(StrokeRenderer(penWidth: 25, center: (x, y)).render(.five)) < 0.06)
    }

    @Test(arguments: [40, 80, 120, 200, 274] as [Double])
    func `larger and smaller on one canvas`(_ extent: Double) throws {
        let image = StrokeRenderer(penWidth: extent / 8, extent: extent).render(.five)
        #expect(try difference(image) < 0.1)
    }

    @Test(arguments: [12, 16, 20, 28, 50, 100, 500, 1000, 2000])
    func `in a picture from 12 to 2,000 pixels`(_ side: Int) throws {
        let extent = Double(side) * 0.9
        let image = StrokeRenderer(width: side, height: side, penWidth: extent / 8, extent: extent).render(
            .five)
        let result = try difference(image)
        // Below 28 pixels a drawing holds less than the 28x28 that is asked of it.
        #expect(result < (side < 28 ? 0.35 : side < 50 ? 0.2 : 0.1), "\(result)")
    }

    @Test func `12 pixels small on a page of 2,000`() throws {
        let image = StrokeRenderer(width: 2000, height: 2000, penWidth: 1.5, extent: 12, center: (1500, 300))
            .render(.five)
        #expect(try difference(image) < 0.25)
    }

    @Test(arguments: [1, 3, 10, 18, 40] as [Double])
    func `with a pen of any width`(_ penWidth: Double) throws {
        #expect(try difference(StrokeRenderer(penWidth: penWidth).render(.five)) < 0.25)
    }

    @Test func `with a pen of one pixel on a canvas of 2,000`() throws {
        let image = StrokeRenderer(width: 2000, height: 2000, penWidth: 1, extent: 1600).render(.five)
        #expect(try difference(image) < 0.25)
    }

    @Test(
        arguments: [
            (.white, .black), (.init(40, 60, 200), .white), (.init(120, 120, 120), .init(180, 180, 180)),
            (.init(250, 240, 90), .init(20, 80, 40)), (.init(200, 30, 30), .init(255, 250, 230)),
        ] as [(StrokeRenderer.Color, StrokeRenderer.Color)])
    func `in other colours, light on dark too`(_ ink: StrokeRenderer.Color, paper: StrokeRenderer.Color)
        throws
    {
        #expect(try difference(StrokeRenderer(penWidth: 25, ink: ink, paper: paper).render(.five)) < 0.05)
    }

    @Test(arguments: [.black, .white, .init(90, 20, 160), .init(255, 220, 0)] as [StrokeRenderer.Color])
    func `on a transparent canvas`(_ ink: StrokeRenderer.Color) throws {
        #expect(try difference(StrokeRenderer(penWidth: 25, ink: ink, paper: .clear).render(.five)) < 0.05)
    }

    @Test(arguments: [(600, 280), (280, 900), (2000, 250)])
    func `on canvases that are not square`(_ width: Int, height: Int) throws {
        let image = StrokeRenderer(width: width, height: height, penWidth: 25).render(.five)
        let result = try difference(image)
        #expect(result < 0.06, "\(result)")
    }

    @Test func `in a picture cropped to its ink`() throws {
        let coverage = StrokeRenderer(penWidth: 25).coverage(.five)
        let plane = Plane(width: 280, height: 280, values: coverage)
        #expect(try difference(PixelImage(plane.cropped(to: try #require(plane.bytes.inkBounds)))) < 0.05)
    }

    @Test func `what is normalised already stays as it is`() throws {
        let reference = try #require(Self.reference)
        let rgba: [UInt8] = reference.image.pixels.flatMap { [$0, $0, $0, 255] }
        let again = try #require(Self.normalizer.normalize(PixelImage(width: 28, height: 28, rgba: rgba)))
        // Its faintest ink, below a fiftieth, is taken for noise.
        #expect(zip(again.pixels, reference.pixels).allSatisfy { abs($0 - $1) < 0.025 })
    }

    @Test func `the digit fits 20x20 and its mass is in the middle`() throws {
        let pixels = try #require(Self.reference).pixels
        let plane = Plane(width: 28, height: 28, values: pixels)
        #expect(try #require(plane.bytes.inkBounds).longestSide == 20)
        let mass = pixels.reduce(0, +)
        let x = pixels.indices.reduce(0) { $0 + pixels[$1] * Float($1 % 28) } / mass
        let y = pixels.indices.reduce(0) { $0 + pixels[$1] * Float($1 / 28) } / mass
        #expect(abs(x - 14) <= 0.5 && abs(y - 14) <= 0.5)
        #expect(pixels.max() == 1 && pixels.min() == 0)
    }

    @Test func `a blank picture has no digit`() {
        for level in [0, 128, 255] as [UInt8] {
            let rgba = (0..<400).flatMap { _ in [level, level, level, 255] as [UInt8] }
            #expect(Self.normalizer.normalize(PixelImage(width: 20, height: 20, rgba: rgba)) == nil)
        }
        let clear = PixelImage(width: 300, height: 200, rgba: Array(repeating: 0, count: 300 * 200 * 4))
        #expect(Self.normalizer.normalize(clear) == nil)
        #expect(Self.normalizer.normalize(PixelImage(width: 1, height: 1, rgba: [9, 9, 9, 255])) == nil)
    }

    @Test(arguments: [(1, 300), (300, 1), (2, 2), (3, 700), (16_384, 1), (5, 1), (33, 17)])
    func `noise of any shape and transparency gives a digit in range, or none`(_ width: Int, height: Int) {
        for seed in 0..<4 as Range<UInt64> {
            var random = SplitMix64(seed: seed)
            let rgba = (0..<width * height * 4).map { _ in UInt8.random(in: 0...255, using: &random) }
            let digit = Self.normalizer.normalize(PixelImage(width: width, height: height, rgba: rgba))
            #expect(digit?.pixels.allSatisfy { (0...1).contains($0) } ?? true)
            #expect(digit.map { $0.pixels.contains(1) } ?? true)
        }
    }

    @Test(arguments: PNGKind.all)
    func `in every colour type and bit depth of PNG`(_ kind: PNGKind) throws {
        let renderer = StrokeRenderer(width: 140, height: 140, penWidth: 12, extent: 100)
        let bytes = PNGFile(coverage: renderer.coverage(.five), side: 140, kind: kind).bytes
        // One bit a pixel has no anti-aliasing.
        #expect(try difference(PNGDecoder().decode(bytes)) < (kind.bitDepth == 1 ? 0.12 : 0.06))
    }

    @Test(.enabled(if: PenStrokes.isAvailable(), "\(PenStrokes.missing)"))
    func `strangers' digits fill the box with a stroke like MNIST's`() throws {
        let drawings = try PenStrokes.load()
        #expect(drawings.count == 7494)
        var random = SplitMix64(seed: 11)
        for drawing in drawings.enumerated().filter({ $0.offset % 300 == 0 }).map(\.element) {
            let renderer = StrokeRenderer.random(using: &random)
            let digit = try #require(Self.normalizer.normalize(renderer.render(drawing)))
            let plane = Plane(width: 28, height: 28, values: digit.pixels)
            #expect(try #require(plane.bytes.inkBounds).longestSide == 20)
            #expect((1.7...4.5).contains(StrokeWidth.estimate(plane.padded(by: 1))))
        }
    }
}

extension PNGFile {
    /// A drawing in black on white or, where the colour type has alpha, in black on nothing.
    init(coverage: [Float], side: Int, kind: PNGKind) {
        let largest = Float((1 << kind.bitDepth) - 1)
        let samples = coverage.flatMap { share -> [UInt16] in
            let ink = UInt16((share * largest).rounded())
            let paper = UInt16(largest) - ink
            switch kind.colorType {
            case .gray, .palette: return [paper]
            case .rgb: return [paper, paper, paper]
            case .grayAlpha: return [0, ink]
            case .rgba: return [0, 0, 0, ink]
            }
        }
        self.init(
            width: side, height: side, colorType: kind.colorType, bitDepth: kind.bitDepth, samples: samples)
        isInterlaced = kind.isInterlaced
        if kind.colorType == .palette {
            palette = (0...Int(largest)).flatMap {
                Array(repeating: UInt8($0 * 255 / Int(largest)), count: 3)
            }
        }
    }
}
