import TestSupport
import Testing

@testable import Raster

struct LumaPyramidTests {
    @Test(arguments: [(64, 40), (33, 17), (17, 70), (1, 9), (9, 1), (51, 2)])
    func `each level has the means of four pixels of the one before`(_ width: Int, height: Int) {
        let plane = Plane<UInt8>.noise(width: width, height: height)
        let levels = LumaPyramid(plane, downTo: 8).levels
        #expect(levels[0] == plane)
        #expect(levels.last.map { $0.bounds.longestSide <= 8 } == true)
        for (fine, coarse) in zip(levels, levels.dropFirst()) {
            #expect(fine.bounds.longestSide > 8)
            #expect(coarse.width == (fine.width + 1) / 2 && coarse.height == (fine.height + 1) / 2)
            for y in 0..<coarse.height {
                for x in 0..<coarse.width {
                    // At an odd edge the last row or column stands for the missing one.
                    let rows = [2 * y, min(2 * y + 1, fine.height - 1)]
                    let columns = [2 * x, min(2 * x + 1, fine.width - 1)]
                    let sum = rows.flatMap { row in columns.map { Int(fine[$0, row]) } }.reduce(0, +)
                    #expect(Int(coarse[x, y]) == (sum + 2) / 4)
                }
            }
        }
    }

    @Test func `a picture that is small enough is its own only level`() {
        let plane = Plane<UInt8>.noise(width: 8, height: 5)
        #expect(LumaPyramid(plane, downTo: 8).levels == [plane])
    }
}
