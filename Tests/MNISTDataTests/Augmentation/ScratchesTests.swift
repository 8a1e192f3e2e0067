import Testing

@testable import MNISTData

@Suite struct ScratchesTests {
    private func scratched(_ image: [Float], probability: Float = 1, key: UInt64) -> [Float] {
        var stream = DistortionStream(key: key, kind: .scratches)
        return image.changed {
            Scratches.apply(to: &$0, width: 28, height: 28, probability: probability, from: &stream)
        }
    }

    @Test func `lines are thin, of ink, and leave what is darker`() {
        let image = bar([1, 1, 1])
        for key in 0..<200 as Range<UInt64> {
            let after = scratched(image, key: key)
            #expect(zip(after, image).allSatisfy { $0 >= $1 && $0 <= 1 })
            // Three lines of a picture's diagonal each, three pixels wide, cover less than half of it.
            #expect(zip(after, image).count { $0 != $1 } < 784 / 2)
        }
    }

    @Test func `as many images get some as the probability says`() {
        let empty = [Float](repeating: 0, count: 784)
        for (probability, range) in [(0, 0...0), (0.3, 250...350), (1, 990...1000)]
            as [(Float, ClosedRange<Int>)]
        {
            let hits = (0..<1000 as Range<UInt64>).count {
                scratched(empty, probability: probability, key: $0) != empty
            }
            #expect(range.contains(hits))
        }
    }

    @Test func `they lie anywhere but in the outermost corners`() {
        let empty = [Float](repeating: 0, count: 784)
        var covered = empty
        for key in 0..<200 as Range<UInt64> {
            for (index, ink) in scratched(empty, key: key).enumerated() { covered[index] += ink }
        }
        #expect(covered.count { $0 > 0 } > 784 * 95 / 100)
    }
}
