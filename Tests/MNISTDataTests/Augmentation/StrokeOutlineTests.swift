import Testing

@testable import MNISTData

@Suite struct StrokeOutlineTests {
    private func outlined(_ image: [Float], probability: Float = 1, key: UInt64) -> [Float] {
        var stream = DistortionStream(key: key, kind: .outline)
        var outline = StrokeOutline(width: 28, height: 28)
        return image.changed { outline.apply(to: &$0, probability: probability, from: &stream) }
    }

    @Test func `of a filled square only its edges are left, inside or outside`() {
        func square(_ inside: Range<Int>) -> [Float] {
            (0..<784).map { inside.contains($0 % 28) && inside.contains($0 / 28) ? 1 : 0 }
        }
        func difference(_ large: [Float], _ small: [Float]) -> [Float] { zip(large, small).map { $0 - $1 } }
        let image = square(10..<18)
        let inside = difference(image, square(11..<17))
        let outside = difference(square(9..<19), image)
        let results = (0..<100 as Range<UInt64>).map { outlined(image, key: $0) }
        #expect(results.allSatisfy { $0 == inside || $0 == outside })
        #expect((25...75).contains(results.count { $0 == inside }))
    }

    @Test func `as many images lose their strokes as the probability says`() {
        let image = bar([1, 1, 1])
        for (probability, range) in [(0, 0...0), (0.3, 250...350), (1, 1000...1000)]
            as [(Float, ClosedRange<Int>)]
        {
            let hits = (0..<1000 as Range<UInt64>).count {
                outlined(image, probability: probability, key: $0) != image
            }
            #expect(range.contains(hits))
        }
    }
}
