import TestSupport
import Testing

@testable import Raster

struct AreaResamplerTests {
    @Test func `at its own size a plane is unchanged`() {
        let plane = Plane.noise(width: 20, height: 13)
        #expect(AreaResampler.resize(plane, width: 20, height: 13) == plane)
    }

    @Test func `by a whole factor each pixel is the mean of its block`() {
        let plane = Plane.noise(width: 12, height: 8)
        let small = AreaResampler.resize(plane, width: 3, height: 4)
        for y in 0..<4 {
            for x in 0..<3 {
                let block = (0..<2).flatMap { row in (0..<4).map { plane[x * 4 + $0, y * 2 + row] } }
                #expect(abs(small[x, y] - block.reduce(0, +) / 8) < 1e-6)
            }
        }
    }

    @Test(arguments: [(200, 147, 20, 15), (31, 17, 20, 11), (1000, 3, 20, 1), (7, 7, 3, 2)])
    func `shrinking keeps the mean`(_ w: Int, h: Int, newWidth: Int, newHeight: Int) {
        let plane = Plane.noise(width: w, height: h)
        let small = AreaResampler.resize(plane, width: newWidth, height: newHeight)
        #expect(abs(small.mean - plane.mean) < 1e-5)
    }

    @Test func `growing runs straight between pixels and never beyond them`() {
        let plane = Plane(width: 2, height: 1, values: [0, 1])
        #expect(
            AreaResampler.resize(plane, width: 8, height: 1).values == [
                0, 0, 0.125, 0.375, 0.625, 0.875, 1, 1,
            ])
        let dot = AreaResampler.resize(Plane(width: 1, height: 1, values: [0.5]), width: 3, height: 3)
        #expect(dot.values == Array(repeating: 0.5, count: 9))
    }
}
