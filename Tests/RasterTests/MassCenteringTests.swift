import Testing

@testable import Raster

struct MassCenteringTests {
    @Test func `the centre of mass lands on the middle pixel`() {
        for (width, height) in [(1, 1), (20, 3), (7, 20), (20, 20)] {
            let digit = Plane<Float>.noise(width: width, height: height, seed: UInt64(width))
            let placed = MassCentering.place(digit)
            let mass = placed.values.reduce(0, +)
            let x = placed.values.indices.reduce(0) { $0 + placed.values[$1] * Float($1 % 28) } / mass
            let y = placed.values.indices.reduce(0) { $0 + placed.values[$1] * Float($1 / 28) } / mass
            #expect(abs(x - 14) <= 0.5 && abs(y - 14) <= 0.5)
            #expect(placed.cropped(to: placed.bytes.inkBounds ?? placed.bounds) == digit)
        }
    }

    @Test func `a lopsided digit stays inside the frame`() {
        var digit = Plane<Float>(width: 20, height: 20, filledWith: 0)
        digit[0, 0] = 1
        digit[19, 19] = 0.01
        let placed = MassCentering.place(digit)
        #expect(placed.values.reduce(0, +) == digit.values.reduce(0, +))
    }

    @Test func `no ink gives an empty frame`() {
        let nothing = Plane<Float>(width: 3, height: 3, filledWith: 0)
        #expect(MassCentering.place(nothing) == Plane(width: 28, height: 28, filledWith: 0))
    }
}
