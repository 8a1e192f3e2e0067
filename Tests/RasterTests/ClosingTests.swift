import Testing

@testable import Raster

struct ClosingTests {
    @Test(arguments: [(20, 14, 3, 1), (9, 31, 4, 4), (5, 5, 7, 0)])
    func `it is the least of the largest values nearby`(
        _ width: Int, height: Int, radius: Int, outside: Int
    ) {
        let plane = Plane<UInt8>.noise(width: width, height: height, seed: 4)
        func largest(_ column: Int, _ row: Int) -> UInt8 {
            var result: UInt8 = 0
            for y in 0..<height where abs(y - row) <= radius {
                for x in 0..<width where abs(x - column) <= radius {
                    result = max(result, plane[x, y])
                }
            }
            return result
        }
        let closed = Closing.of(plane, radius: radius, outside: outside)
        for y in 0..<height {
            for x in 0..<width {
                var least = UInt8.max
                for row in max(y - radius, -outside)...min(y + radius, height - 1 + outside) {
                    for column in max(x - radius, -outside)...min(x + radius, width - 1 + outside) {
                        least = min(least, largest(column, row))
                    }
                }
                #expect(closed[x, y] == least)
            }
        }
    }

    @Test func `a stroke goes, and the edge of a shadow stays as it is`() {
        let sheet = Plane<Float>.sampled(width: 90, height: 60) { x, y in x < 50 ? 0.9 : 0.5 }.bytes
        var written = sheet
        for y in 10..<50 {
            for x in 28..<33 { (written[x, y], written[x + 30, y]) = (20, 10) }
        }
        #expect(Closing.of(written, radius: 8, outside: 4) == sheet)
    }

    @Test func `light that falls off towards the edge stays, if the square may leave the plane`() {
        let sheet = Plane<Float>.sampled(width: 60, height: 40) { x, y in 0.2 + 0.01 * x + 0.004 * y }.bytes
        #expect(Closing.of(sheet, radius: 8, outside: 8) == sheet)
        #expect(Closing.of(sheet, radius: 8, outside: 4) != sheet)
    }

    @Test func `along rows only what is narrow in its row goes`() {
        var plane = Plane<UInt8>(width: 40, height: 30, filledWith: 200)
        for y in 0..<30 { for x in 10..<13 { plane[x, y] = 50 } }
        let upright = plane
        for x in 0..<40 { plane[x, 20] = 90 }
        let closed = Closing.ofRows(plane, radius: 3)
        #expect((0..<30).allSatisfy { $0 == 20 || closed[11, $0] == 200 })
        #expect((0..<40).allSatisfy { closed[$0, 20] == 90 })
        #expect(Closing.ofRows(upright, radius: 1) == upright)
    }
}

struct MedianFilterTests {
    @Test(arguments: [(12, 9), (1, 5), (2, 2), (33, 3)])
    func `it is the middle of nine`(_ width: Int, height: Int) {
        let plane = Plane<UInt8>.noise(width: width, height: height, seed: 8)
        let filtered = MedianFilter.applied(to: plane)
        for y in 0..<height {
            for x in 0..<width {
                let nine = (-1...1).flatMap { dy in
                    (-1...1).map { dx in
                        plane[min(max(x + dx, 0), width - 1), min(max(y + dy, 0), height - 1)]
                    }
                }
                #expect(filtered[x, y] == nine.sorted()[4])
            }
        }
    }
}
