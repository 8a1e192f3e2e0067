import TestSupport
import Testing

@testable import Raster

struct InkComponentsTests {
    @Test(arguments: [0.2, 0.4, 0.5, 0.7])
    func `labels agree with a flood fill`(_ density: Float) {
        let noise = Plane<Float>.noise(width: 37, height: 23, seed: UInt64(density * 10))
        let ink = Plane(
            width: 37, height: 23, values: noise.values.map { $0 < density ? UInt8($0 * 200) + 1 : 0 })
        let components = InkComponents(ink, band: 2)
        var labels = [Int](repeating: -1, count: ink.values.count)
        for (run, label) in zip(components.runs, components.labels) {
            for x in run.columns { labels[run.row * 37 + x] = label }
        }
        let expected = floodFill(ink)
        #expect(components.parts.count == expected.count)
        // Both number the parts in the order of their first pixels.
        for (number, pixels) in expected.enumerated() {
            let part = components.parts[number]
            #expect(pixels.allSatisfy { labels[$0] == number })
            #expect(part.mass == pixels.reduce(0) { $0 + Int(ink.values[$1]) })
            #expect(part.left == pixels.map { $0 % 37 }.min() && part.right == pixels.map { $0 % 37 }.max())
            #expect(part.top == pixels.map { $0 / 37 }.min() && part.bottom == pixels.map { $0 / 37 }.max())
            let edge = pixels.filter { $0 % 37 < 2 || $0 % 37 >= 35 || $0 / 37 < 2 || $0 / 37 >= 21 }
            #expect(part.edgeMass == edge.reduce(0) { $0 + Int(ink.values[$1]) })
        }
        #expect(labels.count { $0 < 0 } == ink.values.count { $0 == 0 })
    }

    @Test(arguments: [(0, 3), (5, 5), (20, 9)])
    func `a band wider than the picture has all of the ink`(_ width: Int, band: Int) {
        let ink = Plane<UInt8>(width: width + 1, height: 4, filledWith: 7)
        let parts = InkComponents(ink, band: band).parts
        let inner = max(width + 1 - 2 * band, 0) * max(4 - 2 * band, 0) * 7
        #expect(parts.map(\.mass) == [(width + 1) * 4 * 7])
        #expect(parts.map(\.edgeMass) == [(width + 1) * 4 * 7 - inner])
    }

    private func floodFill(_ ink: Plane<UInt8>) -> [[Int]] {
        var isSeen = ink.values.map { $0 == 0 }
        var parts: [[Int]] = []
        for start in isSeen.indices where !isSeen[start] {
            var (part, pending) = ([Int](), [start])
            isSeen[start] = true
            while let pixel = pending.popLast() {
                part.append(pixel)
                for dy in -1...1 {
                    for dx in -1...1 {
                        let (x, y) = (pixel % ink.width + dx, pixel / ink.width + dy)
                        guard (0..<ink.width).contains(x), (0..<ink.height).contains(y) else { continue }
                        guard !isSeen[y * ink.width + x] else { continue }
                        isSeen[y * ink.width + x] = true
                        pending.append(y * ink.width + x)
                    }
                }
            }
            parts.append(part)
        }
        return parts
    }
}
