import TestSupport
import Testing

@testable import Corruptions

struct CorruptionTests {
    /// A ring of 28x28, its edges soft.
    static let ring = InkPlane(width: 28, height: 28) { x, y in
        let (right, down) = (Float(x) - 13.5, Float(y) - 13.5)
        let distance = (right * right + down * down).squareRoot()
        return min(max(2 - abs(distance - 7), 0), 1)
    }

    private static func corrupted(
        _ ink: InkPlane = ring, by corruption: Corruption, seed: UInt64
    ) -> InkPlane {
        var generator = SplitMix64(seed: seed)
        return corruption.applied(to: ink, using: &generator)
    }

    @Test func `there are the fifteen of the paper`() {
        #expect(Corruption.allCases.count == 15)
        #expect(Corruption.cannyEdges.title == "canny edges")
    }

    @Test(arguments: Corruption.allCases)
    func `the same draws make the same picture, of the same size and in range, and another one than before`(
        corruption: Corruption
    ) {
        for seed in UInt64(1)...4 {
            let made = Self.corrupted(by: corruption, seed: seed)
            #expect((made.width, made.height) == (28, 28))
            #expect(made.values.allSatisfy { (-1e-6...1 + 1e-6).contains($0) })
            #expect(made.bytes != Self.ring.bytes)
            #expect(made == Self.corrupted(by: corruption, seed: seed))
        }
    }

    @Test(arguments: Corruption.allCases)
    func `other draws make another picture where there is something to draw`(corruption: Corruption) {
        let isFixed = [Corruption.scale, .brightness, .stripe, .cannyEdges].contains(corruption)
        // A side is one of two, so of a few draws some are alike.
        let pictures = (UInt64(1)...8).map { Self.corrupted(by: corruption, seed: $0) }
        #expect(pictures.allSatisfy { $0 == pictures[0] } == isFixed)
    }

    @Test(arguments: Corruption.allCases)
    func `pictures of other sizes are taken too`(corruption: Corruption) {
        let blank = InkPlane(width: 40, height: 33) { _, _ in 0 }
        let made = Self.corrupted(blank, by: corruption, seed: 3)
        #expect((made.width, made.height) == (40, 33))
        #expect(made.values.allSatisfy { (0...1).contains($0) })
    }

    @Test func `bytes are the nearest and clipped`() {
        let ink = InkPlane(width: 4, height: 1, values: [-0.2, 0.4999, 0.999, 1.7])
        #expect(ink.bytes == [0, 127, 255, 255])
    }

    @Test func `an enlarged picture holds each pixel's ink as many times, inside of its margin`() {
        let large = Self.ring.enlarged(times: 8, margin: 28)
        #expect((large.width, large.height) == (280, 280))
        let (small, total) = (Self.ring.values.reduce(0, +), large.values.reduce(0, +))
        #expect(abs(total / 64 / small - 1) < 1e-3)
        #expect(large[27, 140] == 0 && large[140, 252] == 0)
    }
}
