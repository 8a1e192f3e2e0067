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

    @Test(arguments: [(28, 28), (3, 9), (1, 1), (1, 6)])
    func `it agrees with sums over all neighbours`(_ width: Int, _ height: Int) {
        let image = noise(width * height).map { Float($0) / 255 }
        var blur = GaussianBlur(width: width, height: height)
        for sigma in [0, 0.2, 0.8, 2] as [Float] {
            let weights = GaussianBlur.weights(sigma: sigma)
            let reach = Int((3 * sigma).rounded(.up))
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
