import Testing

@testable import MNISTData

private func thickened(_ image: [Float], by amount: Float, width: Int = 28, height: Int = 28) -> [Float] {
    var thickness = StrokeThickness(width: width, height: height)
    return image.changed { thickness.apply(amount, to: &$0) }
}

/// Ink in the middle row.
private func inkAcross(_ image: [Float]) -> Float { image[14 * 28..<15 * 28].reduce(0, +) }

@Suite struct StrokeThicknessTests {
    @Test func `nothing is changed by 0`() {
        let image = noise(784).map { Float($0) / 255 }
        #expect(thickened(image, by: 0) == image)
    }

    @Test(arguments: [0.25, 0.5, 1, -0.25, -0.5, -0.9] as [Float])
    func `both edges of a stroke move by the amount`(_ amount: Float) {
        for ink in [[1, 1, 1], [1, 1, 1, 1, 1, 1]] as [[Float]] {
            let moved = inkAcross(thickened(bar(ink), by: amount))
            #expect(abs(moved - (Float(ink.count) + 2 * amount)) < 1e-4)
        }
    }

    @Test(arguments: [[0.3, 1, 0.3], [0.5, 1, 0.9], [0.6, 0.6], [0.8]] as [[Float]])
    func `a thin stroke grows thinner, not fainter`(_ ink: [Float]) {
        for amount in [-0.3, -0.6, -0.95] as [Float] {
            let image = thickened(bar(ink), by: amount)
            // Its ends, at the picture's, move in too.
            let peaks = (2..<26).map { image[28 * $0..<28 * ($0 + 1)].max() ?? 0 }
            #expect(peaks.allSatisfy { abs($0 - (ink.max() ?? 0)) < 1e-4 })
            #expect(inkAcross(image) <= ink.reduce(0, +) + 1e-4)
        }
    }

    @Test(arguments: [(28, 28), (3, 9), (1, 1), (1, 6), (6, 1)])
    func `it agrees with loops over neighbours`(_ width: Int, _ height: Int) {
        let image = noise(width * height).map { Float($0) / 255 }
        func extreme(_ image: [Float], _ index: Int, _ steps: [(Int, Int)], _ best: ([Float]) -> Float?)
            -> Float
        {
            best(
                steps.map { dx, dy in
                    let (x, y) = (index % width + dx, index / width + dy)
                    return (0..<width).contains(x) && (0..<height).contains(y) ? image[y * width + x] : 0
                }) ?? .nan
        }
        let plus = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)]
        let square = plus + [(1, 1), (1, -1), (-1, 1), (-1, -1)]
        for amount in [0.4, 1, -0.7] as [Float] {
            let best: ([Float]) -> Float? = amount > 0 ? { $0.max() } : { $0.min() }
            var expected = image.indices.map { index in
                let mean = (extreme(image, index, plus, best) + extreme(image, index, square, best)) / 2
                return image[index] + abs(amount) * (mean - image[index])
            }
            if amount < 0 {
                let thinned = expected
                for index in image.indices {
                    let before = extreme(image, index, square) { $0.max() }
                    let now = extreme(thinned, index, square) { $0.max() }
                    expected[index] *= before / max(now, 1e-6)
                }
            }
            #expect(distance(thickened(image, by: amount, width: width, height: height), expected) < 1e-5)
        }
    }
}
