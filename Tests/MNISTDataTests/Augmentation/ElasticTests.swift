import Foundation
import Testing

@testable import MNISTData

/// Fields of 48x48, and how alike their values are at distances along a row and a column.
private struct FieldSample {
    var meanSquare: Double = 0
    var largest: Float = 0
    /// Mean of the products of values at the given distances, over the mean square.
    var correlations: [Double]

    init(sigma: Float, rootMeanSquare: Float, distances: [Int], fields: Int) {
        let side = 48
        var field = SmoothField(width: side, height: side, sigma: sigma)
        var stream = DistortionStream(key: 7, kind: .elastic)
        var products = [Double](repeating: 0, count: distances.count)
        var counts = products
        for _ in 0..<fields {
            field.draw(rootMeanSquare: rootMeanSquare, from: &stream)
            let values = field.values
            for index in stride(from: 0, to: values.count, by: 3) {
                let value = values[index]
                largest = max(largest, abs(value))
                meanSquare += Double(value * value) * 3 / Double(values.count * fields)
                for (place, distance) in distances.enumerated() {
                    if index % side + distance < side {
                        products[place] += Double(value * values[index + distance])
                        counts[place] += 1
                    }
                    if index / side + distance < side {
                        products[place] += Double(value * values[index + distance * side])
                        counts[place] += 1
                    }
                }
            }
        }
        let square = meanSquare
        correlations = zip(products, counts).map { $0 / $1 / square }
    }
}

@Suite struct ElasticTests {
    @Test(arguments: [2, 4, 6] as [Float])
    func `the field is as smooth as noise under a Gaussian of width sigma`(_ sigma: Float) {
        let distances = [0, Int(sigma), Int(2 * sigma), Int(3 * sigma), Int(4 * sigma)]
        let sample = FieldSample(sigma: sigma, rootMeanSquare: 1.5, distances: distances, fields: 300)
        // Noise smoothed by a Gaussian of width sigma is alike by exp(-d² / (2 (√2 sigma)²)) at distance d.
        for (distance, correlation) in zip(distances, sample.correlations) {
            let ratio = Double(distance) / Double(sigma)
            #expect(abs(correlation - exp(-ratio * ratio / 4)) < 0.05, "at \(distance)")
        }
        #expect(abs(sample.meanSquare.squareRoot() - 1.5) < 0.06)
        #expect(sample.largest < 1.5 * 3.62 && sample.largest > 1.5 * 2)
    }

    @Test func `the two axes are displaced independently`() {
        var warp = ElasticWarp(width: 28, height: 28, sigma: 3)
        var stream = DistortionStream(key: 1, kind: .elastic)
        let image = noise(784)
        var output = [Float](repeating: 0, count: 784)
        var product: Float = 0
        for _ in 0..<200 {
            var span = output.mutableSpan
            warp.apply(.identity, rootMeanSquare: 1, to: image.span, into: &span, from: &stream)
            product += zip(warp.right.values, warp.down.values).reduce(0) { $0 + $1.0 * $1.1 } / 784 / 200
        }
        #expect(abs(product) < 0.05)
    }

    @Test(arguments: [(28, 28), (12, 7), (1, 9), (140, 5)])
    func `image, transform and field are sampled as by the textbook`(_ width: Int, _ height: Int) {
        var generator = SplitMix64(seed: UInt64(width * 100 + height))
        var warp = ElasticWarp(width: width, height: height, sigma: 3)
        for round in 0..<10 {
            let image = noise(width * height, seed: UInt64(round))
            let transform = Augmentation(rotation: 40, translation: 4, scale: 0.3, shear: 0.4)
                .transform(using: &generator)
            var stream = DistortionStream(key: UInt64(round), kind: .elastic)
            var output = [Float](repeating: .nan, count: image.count)
            var span = output.mutableSpan
            warp.apply(transform, rootMeanSquare: 2, to: image.span, into: &span, from: &stream)
            let expected = textbook(
                image, width, height, transform, warp.right.values, warp.down.values)
            // Places are held to 2^-17 pixels or better, values to 24 bits.
            #expect(distance(output, expected) < 5e-4)
        }
    }

    /// Bilinear samples, each tap checked, in Double.
    private func textbook(
        _ image: [UInt8], _ width: Int, _ height: Int, _ transform: ImageTransform, _ right: [Float],
        _ down: [Float]
    ) -> [Float] {
        func tap(_ x: Int, _ y: Int) -> Double {
            (0..<width).contains(x) && (0..<height).contains(y) ? Double(image[y * width + x]) / 255 : 0
        }
        let (centreX, centreY) = (Double(width - 1) / 2, Double(height - 1) / 2)
        return image.indices.map { index in
            let x = Double(index % width) + Double(right[index]) - centreX - transform.moveX
            let y = Double(index / width) + Double(down[index]) - centreY - transform.moveY
            let sourceX = transform.xx * x + transform.xy * y + centreX
            let sourceY = transform.yx * x + transform.yy * y + centreY
            let (left, top) = (Int(floor(sourceX)), Int(floor(sourceY)))
            let (fx, fy) = (sourceX - floor(sourceX), sourceY - floor(sourceY))
            let upper = (1 - fx) * tap(left, top) + fx * tap(left + 1, top)
            let lower = (1 - fx) * tap(left, top + 1) + fx * tap(left + 1, top + 1)
            return Float((1 - fy) * upper + fy * lower)
        }
    }

    @Test(arguments: [2, 31, 127, 128, 65_539])
    func `places are split into pixel and fraction`(_ limit: Int) {
        let places = FixedPlaces(below: limit)
        var generator = SplitMix64(seed: 1)
        for _ in 0..<1000 {
            let place = generator.unit() * Float(limit - 1)
            let (whole, fraction) = places.split(place)
            #expect((0..<1).contains(fraction) && whole >= 0 && Int(whole) < limit)
            #expect(abs(Float(whole) + fraction - place) <= Float(limit) * 0x1p-22)
        }
        #expect(places.split(0) == (0, 0) && places.split(Float(limit - 1)) == (Int32(limit - 1), 0))
    }
}
