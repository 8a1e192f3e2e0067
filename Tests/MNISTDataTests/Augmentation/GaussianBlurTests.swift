import Testing

@testable import MNISTData

@Suite struct GaussianBlurTests {
    @Test(arguments: [0, 0.1, 0.3, 0.5, 1, 1.5, 2] as [Float])
    func `the weights' deviation is sigma, below a pixel too`(_ sigma: Float) {
        let weights = GaussianBlur.weights(sigma: sigma)
        let both = (1...6).map { (Float($0), 2 * weights[$0]) }
        #expect(abs(weights[0] + both.reduce(0) { $0 + $1.1 } - 1) < 1e-6)
        let variance = both.reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
        // At the largest sigma what is beyond the reach is missed.
        #expect(abs(variance.squareRoot() - sigma) <= 0.0125 * sigma)
        #expect(weights[7] == 0)
    }

    @Test(arguments: [0.05, 0.1, 0.2, 0.3, 0.34, 0.6, 0.67, 1, 1.4, 2] as [Float])
    func `a constant region keeps its value, and a point its ink`(_ sigma: Float) {
        var blur = GaussianBlur(width: 28, height: 28)
        let constant = [Float](repeating: 0.75, count: 784).changed { blur.apply(sigma: sigma, to: &$0) }
        // What is farther than the largest reach from the edge.
        for y in 6..<22 {
            for x in 6..<22 { #expect(abs(constant[28 * y + x] - 0.75) < 1e-6) }
        }
        var point = [Float](repeating: 0, count: 784)
        point[28 * 14 + 14] = 1
        let spread = point.changed { blur.apply(sigma: sigma, to: &$0) }
        #expect(abs(spread.reduce(0, +) - 1) < 1e-5)
    }

    @Test(arguments: [(28, 28), (3, 9), (1, 1), (1, 6)])
    func `it agrees with sums over all neighbours`(_ width: Int, _ height: Int) {
        let image = noise(width * height).map { Float($0) / 255 }
        var blur = GaussianBlur(width: width, height: height)
        for sigma in [0, 0.2, 0.8, 2] as [Float] {
            let weights = GaussianBlur.weights(sigma: sigma)
            let reach = GaussianBlur.reach(sigma: sigma)
            let expected = image.indices.map { index in
                image.indices.reduce(Float(0)) { sum, other in
                    let (dx, dy) = (abs(other % width - index % width), abs(other / width - index / width))
                    return dx <= reach && dy <= reach ? sum + weights[dx] * weights[dy] * image[other] : sum
                }
            }
            #expect(distance(image.changed { blur.apply(sigma: sigma, to: &$0) }, expected) < 1e-5)
        }
    }
}
