import Foundation
import MNISTData
import Testing

private func applied(_ transform: ImageTransform, to image: [UInt8], width: Int, height: Int) -> [Float] {
    var output = [Float](repeating: .nan, count: image.count)
    var span = output.mutableSpan
    transform.apply(image.span, width: width, height: height, into: &span)
    return output
}

/// The same image by the textbook: the forward matrix multiplied out and inverted, each tap checked, in Double.
private func oracle(
    _ image: [UInt8], width: Int, height: Int, rotation: Double, move: (Double, Double),
    scale: (Double, Double), shear: Double
) -> [Double] {
    let angle = rotation * .pi / 180
    let (a, b) = (cos(angle) * scale.0, (cos(angle) * shear - sin(angle)) * scale.1)
    let (c, d) = (sin(angle) * scale.0, (sin(angle) * shear + cos(angle)) * scale.1)
    let determinant = a * d - b * c
    let (centreX, centreY) = (Double(width - 1) / 2, Double(height - 1) / 2)
    func tap(_ x: Int, _ y: Int) -> Double {
        (0..<width).contains(x) && (0..<height).contains(y) ? Double(image[y * width + x]) / 255 : 0
    }
    return (0..<width * height).map { index in
        let x = Double(index % width) - centreX - move.0
        let y = Double(index / width) - centreY - move.1
        let sourceX = (d * x - b * y) / determinant + centreX
        let sourceY = (a * y - c * x) / determinant + centreY
        let (left, top) = (Int(floor(sourceX)), Int(floor(sourceY)))
        let (fx, fy) = (sourceX - floor(sourceX), sourceY - floor(sourceY))
        return (1 - fx) * (1 - fy) * tap(left, top) + fx * (1 - fy) * tap(left + 1, top)
            + (1 - fx) * fy * tap(left, top + 1) + fx * fy * tap(left + 1, top + 1)
    }
}

@Suite struct ImageTransformTests {
    @Test func `the identity is exactly each pixel over 255`() {
        let image = noise(784)
        #expect(applied(.identity, to: image, width: 28, height: 28) == image.map { Float($0) / 255 })
    }

    @Test func `a quarter turn clockwise brings the left column to the top`() {
        let image = noise(784)
        let output = applied(ImageTransform(rotation: 90), to: image, width: 28, height: 28)
        for row in 0..<28 {
            for column in 0..<28 {
                let expected = Float(image[(27 - column) * 28 + row]) / 255
                #expect(abs(output[row * 28 + column] - expected) < 1e-4)
            }
        }
    }

    @Test(arguments: [(1, 0), (0, 1), (-3, 2), (27, -27), (28, 0), (0, -40)])
    func `a move by whole pixels is exact and brings in ground`(_ dx: Int, _ dy: Int) {
        let image = noise(784)
        let transform = ImageTransform(translationX: Float(dx), translationY: Float(dy))
        let expected = (0..<784).map { index -> Float in
            let (x, y) = (index % 28 - dx, index / 28 - dy)
            return (0..<28).contains(x) && (0..<28).contains(y) ? Float(image[y * 28 + x]) / 255 : 0
        }
        #expect(applied(transform, to: image, width: 28, height: 28) == expected)
    }

    @Test(arguments: [(28, 28), (12, 7), (1, 9), (1, 1), (2, 2)])
    func `random transforms agree with the textbook`(_ width: Int, _ height: Int) {
        var generator = SplitMix64(seed: UInt64(width * 100 + height))
        for round in 0..<40 {
            let image = noise(width * height, seed: UInt64(round))
            func draw(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &generator) }
            let (rotation, shear) = (draw(-180...180), draw(-0.5...0.5))
            let move = (draw(-6...6), draw(-6...6))
            let scale = (draw(0.5...2), draw(0.5...2))
            let transform = ImageTransform(
                rotation: Float(rotation), translationX: Float(move.0), translationY: Float(move.1),
                scaleX: Float(scale.0), scaleY: Float(scale.1), shear: Float(shear))
            let output = applied(transform, to: image, width: width, height: height)
            let expected = oracle(
                image, width: width, height: height, rotation: rotation, move: move, scale: scale,
                shear: shear)
            let worst = zip(output, expected).map { abs(Double($0) - $1) }.max() ?? .infinity
            #expect(worst < 1e-4)
        }
    }
}
