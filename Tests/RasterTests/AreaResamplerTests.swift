import TestSupport
import Testing

@testable import Raster

struct AreaResamplerTests {
    @Test func `at its own size a plane is unchanged`() {
        let plane = Plane<UInt8>.noise(width: 20, height: 13)
        let same = AreaResampler.resize(plane, width: 20, height: 13)
        #expect(zip(same.values, plane.shares.values).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    @Test func `by a whole factor each pixel is the mean of its block`() {
        let plane = Plane<UInt8>.noise(width: 12, height: 8)
        let small = AreaResampler.resize(plane, width: 3, height: 4)
        for y in 0..<4 {
            for x in 0..<3 {
                let block = (0..<2).flatMap { row in
                    (0..<4).map { Float(plane[x * 4 + $0, y * 2 + row]) / 255 }
                }
                #expect(abs(small[x, y] - block.reduce(0, +) / 8) < 1e-6)
            }
        }
    }

    @Test(arguments: [(200, 147, 20, 15), (31, 17, 20, 11), (1000, 3, 20, 1), (7, 7, 3, 2)])
    func `shrinking keeps the mean`(_ w: Int, h: Int, newWidth: Int, newHeight: Int) {
        let plane = Plane<UInt8>.noise(width: w, height: h)
        let small = AreaResampler.resize(plane, width: newWidth, height: newHeight)
        #expect(abs(small.mean - plane.shares.mean) < 1e-5)
    }

    @Test func `growing runs straight between pixels and never beyond them`() {
        let plane = Plane<UInt8>(width: 2, height: 1, values: [0, 255])
        let line = AreaResampler.resize(plane, width: 8, height: 1).values
        #expect(zip(line, [0, 0, 0.125, 0.375, 0.625, 0.875, 1, 1]).allSatisfy { abs($0 - $1) < 1e-6 })
        let dot = AreaResampler.resize(Plane<UInt8>(width: 1, height: 1, values: [51]), width: 3, height: 3)
        #expect(dot.values.allSatisfy { abs($0 - 0.2) < 1e-6 })
    }

    @Test(arguments: 1...40, [1, 2, 3, 7, 20, 80])
    func `every new pixel is made of old ones alone, whose weights are 1 together`(_ old: Int, new: Int) {
        let weights = ResamplingWeights(from: old, to: new)
        #expect(weights.firsts.count == new && weights.weights.count == new * weights.taps)
        for index in 0..<new {
            let taps = weights.weights[index * weights.taps..<(index + 1) * weights.taps]
            #expect(abs(taps.reduce(0, +) - 1) < 1e-5 && taps.allSatisfy { $0 >= 0 })
            let last = taps.lastIndex { $0 > 0 } ?? taps.startIndex
            #expect((0..<old).contains(weights.firsts[index] + last - taps.startIndex))
        }
    }
}
