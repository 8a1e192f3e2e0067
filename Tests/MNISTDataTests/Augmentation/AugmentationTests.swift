import Testing

@testable import MNISTData

private func applied(
    _ augmentation: Augmentation, to image: [UInt8], using generator: inout some RandomNumberGenerator
) -> [Float] {
    var augmenter = Augmenter(augmentation, width: 28, height: 28)
    return applied(&augmenter, to: image, using: &generator)
}

private func applied(
    _ augmenter: inout Augmenter, to image: [UInt8], using generator: inout some RandomNumberGenerator
) -> [Float] {
    var output = [Float](repeating: .nan, count: image.count)
    var span = output.mutableSpan
    augmenter.apply(image.span, into: &span, using: &generator)
    return output
}

@Suite struct AugmentationTests {
    private let usual = Augmentation(rotation: 10, translation: 2, scale: 0.1, shear: 0.1)

    /// Every number as large as it may be.
    private var widest: Augmentation {
        var widest = Augmentation.none
        for field in Augmentation.fields { widest[keyPath: field.path] = field.range.upperBound }
        return widest
    }

    @Test func `none is exact and leaves the generator alone`() {
        var generator = SplitMix64(seed: 1)
        #expect(applied(.none, to: spot, using: &generator) == spot.map { Float($0) / 255 })
        var untouched = SplitMix64(seed: 1)
        #expect(generator.next() == untouched.next())
    }

    @Test func `turn, move, scale and slant alone are one transform of six numbers`() {
        var first = SplitMix64(seed: 5)
        var second = SplitMix64(seed: 5)
        let image = applied(usual, to: spot, using: &first)
        let transform = usual.transform(using: &second)
        let pixels = spot
        let expected = [Float](repeating: .nan, count: 784).changed {
            transform.apply(pixels.span, width: 28, height: 28, into: &$0)
        }
        #expect(image == expected)
        #expect(first.next() == second.next())
        var third = SplitMix64(seed: 5)
        for _ in 0..<7 { _ = third.next() }
        #expect(first.next() == third.next())
    }

    @Test(arguments: [Augmentation(rotation: 10, translation: 2), .moderate])
    func `the same seed distorts an image alike, and the next draw otherwise`(_ augmentation: Augmentation) {
        var first = SplitMix64(seed: 9)
        var second = SplitMix64(seed: 9)
        let image = applied(augmentation, to: spot, using: &first)
        #expect(image == applied(augmentation, to: spot, using: &second))
        #expect(image != applied(augmentation, to: spot, using: &first))
    }

    @Test func `what an augmenter did before leaves no trace`() {
        var used = Augmenter(.moderate, width: 28, height: 28)
        var generator = SplitMix64(seed: 6)
        for round in 0..<20 { _ = applied(&used, to: noise(784, seed: UInt64(round)), using: &generator) }
        var copy = generator
        #expect(applied(&used, to: spot, using: &generator) == applied(.moderate, to: spot, using: &copy))
    }

    @Test(arguments: Augmentation.Kind.allCases)
    func `each kind alone changes the image, and nothing is drawn by those that are off`(
        _ kind: Augmentation.Kind
    ) {
        var alone = Augmentation.moderate.only(kind)
        if kind == .erasing { alone.erasing = 1 }
        if kind == .outline { alone.outline = 1 }
        if kind == .scratches { alone.scratches = 1 }
        if kind == .served { alone.served = 1 }
        #expect(Augmentation.Kind.allCases.filter(alone.isOn) == [kind])
        let isAffine = kind.rawValue <= Augmentation.Kind.shear.rawValue
        var generator = SplitMix64(seed: 1)
        var counting = generator
        let changes = (0..<5).map { _ in
            for _ in 0..<(isAffine ? 6 : 1) { _ = counting.next() }
            return distance(applied(alone, to: spot, using: &generator), spot.map { Float($0) / 255 })
        }
        #expect(changes.max() ?? 0 > 0.02 && changes.min() ?? 0 > 0)
        #expect(generator.next() == counting.next())
    }

    @Test(arguments: Augmentation.fields.map(\.name))
    func `a number out of its range is seen`(_ name: String) throws {
        let field = try #require(Augmentation.fields.first { $0.name == name })
        for value in [field.range.lowerBound - 0.01, field.range.upperBound + 0.01, .nan, .infinity] {
            var wrong = Augmentation.moderate
            wrong[keyPath: field.path] = value
            #expect(!wrong.isInRange)
        }
        #expect(Augmentation.moderate.isInRange && Augmentation.none.isInRange)
    }

    @Test func `switching a kind on leaves what the others draw`() {
        let ink = [UInt8](repeating: 0, count: 784)
        let noisy = Augmentation(noise: 0.2)
        var both = noisy
        both.elasticAlpha = 1
        both.blur = 1
        // On an empty picture only the noise is seen.
        var first = SplitMix64(seed: 3)
        var second = SplitMix64(seed: 3)
        #expect(applied(noisy, to: ink, using: &first) == applied(both, to: ink, using: &second))
    }

    @Test func `at the ends of all ranges ink stays in 0...1`() {
        #expect(widest.isInRange)
        var augmenter = Augmenter(widest, width: 28, height: 28)
        var generator = SplitMix64(seed: 8)
        for round in 0..<50 {
            let image = applied(&augmenter, to: noise(784, seed: UInt64(round)), using: &generator)
            #expect(image.allSatisfy { (0...1).contains($0) })
        }
    }

    @Test(arguments: [(1, 1), (5, 1), (1, 7), (40, 12), (130, 3)])
    func `pictures of any size are distorted`(_ width: Int, _ height: Int) {
        var augmenter = Augmenter(.moderate, width: width, height: height)
        var generator = SplitMix64(seed: 8)
        let image = applied(&augmenter, to: noise(width * height), using: &generator)
        #expect(image.allSatisfy { (0...1).contains($0) })
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
        let moves = Augmentation(translation: 3)
        let centres = (0..<500).map { _ -> Float in
            let image = applied(moves, to: spot, using: &generator)
            let total = image.reduce(0, +)
            return image.indices.reduce(Float(0)) { $0 + Float($1 % 28) * image[$1] } / total - 13.5
        }
        #expect(centres.allSatisfy { abs($0) <= 3.01 })
        #expect((centres.min() ?? 0) < -2.8 && (centres.max() ?? 0) > 2.8)
    }
}
