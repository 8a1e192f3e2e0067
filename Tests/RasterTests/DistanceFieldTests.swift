import TestSupport
import Testing

@testable import Raster

struct DistanceFieldTests {
    @Test(arguments: [(17, 11, 0.05), (9, 9, 0.5), (1, 12, 0.3), (12, 1, 0.3)])
    func `distances agree with the search of all pixels`(_ width: Int, height: Int, density: Float) {
        let noise = Plane.noise(width: width, height: height, seed: 9)
        var ink = Plane(width: width, height: height, values: noise.values.map { $0 < density ? 1 : 0 })
        ink[0, 0] = 1
        ink[width - 1, height - 1] = 0
        let field = DistanceField(ink)
        for (index, value) in ink.values.enumerated() {
            // To the nearest pixel of the other kind.
            let nearest = ink.values.indices.filter { ink.values[$0] != value }.map { other in
                let (dx, dy) = (Float(other % width - index % width), Float(other / width - index / width))
                return (dx * dx + dy * dy).squareRoot()
            }.min()
            #expect(abs(field.values[index] - (nearest ?? 0) * (value == 1 ? -1 : 1)) < 1e-4)
        }
    }

    @Test(arguments: [-3, -1.5, 0, 0.5, 2.25, 6] as [Float])
    func `a disc grows and shrinks by the offset`(_ offset: Float) {
        let disc = Plane.sampled(width: 61, height: 61) { x, y in
            (10.5 - ((x - 30.5) * (x - 30.5) + (y - 30.5) * (y - 30.5)).squareRoot()).clamped(to: 0...1)
        }
        let area = DistanceField(disc).ink(offsetBy: offset).values.reduce(0, +)
        let radius = (area / Float.pi).squareRoot()
        #expect(abs(radius - (10 + offset)) < 0.6)
    }
}
