import Testing

@testable import MNISTData

@Suite struct RandomErasingTests {
    private func erased(_ image: [Float], probability: Float, side: Float, key: UInt64) -> [Float] {
        var stream = DistortionStream(key: key, kind: .erasing)
        return image.changed {
            RandomErasing.apply(
                to: &$0, width: 28, height: 28, probability: probability, largestSide: side, from: &stream)
        }
    }

    @Test func `it takes a piece of the stroke, no wider nor higher than the largest side`() {
        let image = bar([1, 1, 1])
        var (widest, highest) = (0, 0)
        for key in 0..<300 as Range<UInt64> {
            let after = erased(image, probability: 1, side: 5, key: key)
            let gone = image.indices.filter { after[$0] != image[$0] }
            #expect(!gone.isEmpty && gone.allSatisfy { after[$0] == 0 })
            let (columns, rows) = (Set(gone.map { $0 % 28 }), Set(gone.map { $0 / 28 }))
            // A rectangle of the bar's ink: every row of it lost the same columns.
            #expect(gone.count == columns.count * rows.count)
            widest = max(widest, columns.count)
            highest = max(highest, rows.count)
        }
        #expect(widest == 3 && highest == 5)
    }

    @Test func `as many images lose something as the probability says`() {
        let image = bar([1, 1])
        for (probability, range) in [(0, 0...0), (0.3, 250...350), (1, 1000...1000)]
            as [(Float, ClosedRange<Int>)]
        {
            let hits = (0..<1000 as Range<UInt64>).count {
                erased(image, probability: probability, side: 4, key: $0) != image
            }
            #expect(range.contains(hits))
        }
    }

    @Test func `a picture without ink is left alone`() {
        let empty = [Float](repeating: 0, count: 784)
        #expect(erased(empty, probability: 1, side: 28, key: 1) == empty)
    }
}
