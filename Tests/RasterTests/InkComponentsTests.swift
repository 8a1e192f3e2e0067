import TestSupport
import Testing

@testable import Raster

struct InkComponentsTests {
    @Test(arguments: [0.2, 0.4, 0.5, 0.7])
    func `labels agree with a flood fill`(_ density: Float) {
        let noise = Plane.noise(width: 37, height: 23, seed: UInt64(density * 10))
        let ink = Plane(width: 37, height: 23, values: noise.values.map { $0 < density ? $0 + 0.1 : 0 })
        let components = InkComponents(ink, band: 2)
        let expected = floodFill(ink)
        #expect(components.parts.count == expected.count)
        // Both number the parts in the order of their first pixels.
        for (number, pixels) in expected.enumerated() {
            let part = components.parts[number]
            #expect(pixels.allSatisfy { components.labels[$0] == Int32(number) })
            #expect(abs(part.mass - pixels.reduce(0) { $0 + ink.values[$1] }) < 1e-3)
            #expect(part.left == pixels.map { $0 % 37 }.min() && part.right == pixels.map { $0 % 37 }.max())
            #expect(part.top == pixels.map { $0 / 37 }.min() && part.bottom == pixels.map { $0 / 37 }.max())
            let edge = pixels.filter { $0 % 37 < 2 || $0 % 37 >= 35 || $0 / 37 < 2 || $0 / 37 >= 21 }
            #expect(abs(part.edgeMass - edge.reduce(0) { $0 + ink.values[$1] }) < 1e-3)
        }
        #expect(components.labels.count { $0 < 0 } == ink.values.count { $0 == 0 })
    }

    private func floodFill(_ ink: Plane) -> [[Int]] {
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
