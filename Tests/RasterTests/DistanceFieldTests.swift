import TestSupport
import Testing

@testable import Raster

struct DistanceFieldTests {
    @Test(arguments: [(17, 11, 0.02, 3), (9, 9, 0.5, 2), (30, 30, 0.01, 7)] as [(Int, Int, Float, Int)])
    func `distances within reach agree with the search of all pixels`(
        _ width: Int, height: Int, density: Float, reach: Int
    ) {
        let noise = Plane<Float>.noise(width: width, height: height, seed: 9)
        let dots = Plane<Float>(
            width: width, height: height, values: noise.values.map { $0 < density ? 1 : 0 })
        let ink = dots.padded(by: reach)
        let field = DistanceField(to: ink, reach: reach)
        let inked = ink.values.indices.filter { ink.values[$0] == 1 }
        for (index, square) in field.squares.values.enumerated() {
            let nearest = inked.map { other in
                let (dx, dy) = (other % ink.width - index % ink.width, other / ink.width - index / ink.width)
                return Float(dx * dx + dy * dy)
            }.min()
            let expected = nearest ?? .infinity
            // Farther than the reach it may be anything as far.
            #expect(expected <= Float(reach * reach) ? square == expected : square > Float(reach * reach))
        }
    }

    @Test(arguments: [-3, -1.5, -0.2, 0, 0.5, 2.25, 6] as [Float])
    func `a disc grows and shrinks by the offset`(_ offset: Float) {
        let disc = Plane<Float>.sampled(width: 61, height: 61) { x, y in
            (10.5 - ((x - 30.5) * (x - 30.5) + (y - 30.5) * (y - 30.5)).squareRoot()).clamped(to: 0...1)
        }
        let area = OffsetOutline.applied(to: disc, by: offset).values.reduce(0, +)
        let radius = (area / Float.pi).squareRoot()
        #expect(abs(radius - (10 + offset)) < 0.6)
    }

    @Test func `a shape moved by nothing stays as it is`() {
        let disc = Plane<Float>.sampled(width: 25, height: 25) { x, y in
            (8 - ((x - 12.5) * (x - 12.5) + (y - 12.5) * (y - 12.5)).squareRoot()).clamped(to: 0...1)
        }
        #expect(OffsetOutline.applied(to: disc, by: 0) == disc)
    }
}
