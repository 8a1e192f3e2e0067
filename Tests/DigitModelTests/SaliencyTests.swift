import Testing

@testable import DigitModel

struct SaliencyTests {
    /// Ink at 10, 12 alone matters, though there is other ink.
    private static func picture() -> [Float] {
        var pixels = [Float](repeating: 0, count: 784)
        for y in 5..<20 { for x in 5..<20 { pixels[y * 28 + x] = 0.5 } }
        return pixels
    }

    @Test(arguments: [Float(3), -3])
    func `what the answer rests on stands out, with the sign of what it says`(weight: Float) {
        let place = 12 * 28 + 10
        let map = Saliency(of: Self.picture()) { weight * $0[place] }.values
        let sign: Float = weight > 0 ? 1 : -1
        #expect(map.count == 784)
        #expect(map[place] == sign)
        for (index, value) in map.enumerated() {
            let (x, y) = (index % 28 - 10, index / 28 - 12)
            let isNear = max(abs(x), abs(y)) < 5
            #expect(isNear ? value * sign >= 0 : value == 0, "at \(x), \(y)")
            #expect(abs(value) <= 1)
        }
    }

    @Test func `a blank picture is asked for once and has nothing to show`() {
        var asked = 0
        let map = Saliency(of: [Float](repeating: 0, count: 784)) { _ in
            asked += 1
            return 1
        }
        #expect(asked == 1)
        #expect(map.values == [Float](repeating: 0, count: 784))
    }

    @Test func `ink in the corner is covered too`() {
        var pixels = [Float](repeating: 0, count: 784)
        pixels[783] = 1
        let map = Saliency(of: pixels) { $0[783] }.values
        #expect(map[783] == 1)
    }

    @Test func `a network's map is the same for one member and for the same member twice`() {
        let checkpoint = Checkpoint.random(seed: 5)
        let picture = noisePicture(seed: 2)
        let alone = Classifier([checkpoint]).saliency(of: picture, for: 3).values
        let twice = Classifier([checkpoint, checkpoint]).saliency(of: picture, for: 3).values
        #expect(zip(alone, twice).allSatisfy { abs($0 - $1) < 1e-3 })
        #expect(alone.contains { abs($0) == 1 })
    }
}
