import MNISTData
import Testing

/// A round spot in the middle of 28x28, well away from the border.
private let spot: [UInt8] = (0..<784).map { index in
    let (x, y) = (Float(index % 28) - 13.5, Float(index / 28) - 13.5)
    return UInt8(max(0, 255 - 4 * (x * x + y * y)))
}

private func applied(
    _ augmentation: Augmentation, to image: [UInt8], using generator: inout some RandomNumberGenerator
) -> [Float] {
    var output = [Float](repeating: .nan, count: image.count)
    var span = output.mutableSpan
    augmentation.apply(image.span, width: 28, height: 28, into: &span, using: &generator)
    return output
}

@Suite struct AugmentationTests {
    private let usual = Augmentation(rotation: 10, translation: 2, scale: 0.1, shear: 0.1)

    @Test func `none is exact and leaves the generator alone`() {
        var generator = SplitMix64(seed: 1)
        #expect(applied(.none, to: spot, using: &generator) == spot.map { Float($0) / 255 })
        var untouched = SplitMix64(seed: 1)
        #expect(generator.next() == untouched.next())
    }

    @Test func `the same seed moves an image alike, and the next draw otherwise`() {
        var first = SplitMix64(seed: 9)
        var second = SplitMix64(seed: 9)
        let image = applied(usual, to: spot, using: &first)
        #expect(image == applied(usual, to: spot, using: &second))
        #expect(image != applied(usual, to: spot, using: &first))
    }

    @Test func `the ink is kept, but for the change of scale`() {
        var generator = SplitMix64(seed: 2)
        let before = spot.reduce(Float(0)) { $0 + Float($1) / 255 }
        for _ in 0..<200 {
            let after = applied(usual, to: spot, using: &generator).reduce(0, +)
            // Each axis is scaled by 0.9 to 1.1, and sampling is not exact.
            #expect(after / before > 0.9 * 0.9 * 0.97 && after / before < 1.1 * 1.1 * 1.03)
        }
    }

    @Test func `moves reach both ends of their range, and no further`() {
        var generator = SplitMix64(seed: 4)
        let moves = Augmentation(rotation: 0, translation: 3, scale: 0, shear: 0)
        let centres = (0..<500).map { _ -> Float in
            let image = applied(moves, to: spot, using: &generator)
            let total = image.reduce(0, +)
            return image.indices.reduce(Float(0)) { $0 + Float($1 % 28) * image[$1] } / total - 13.5
        }
        #expect(centres.allSatisfy { abs($0) <= 3.01 })
        #expect((centres.min() ?? 0) < -2.8 && (centres.max() ?? 0) > 2.8)
    }
}
