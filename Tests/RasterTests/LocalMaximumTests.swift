import TestSupport
import Testing

@testable import Raster

struct LocalMaximumTests {
    @Test(arguments: [0, 1, 2, 3, 7, 8])
    func `it is what a search of the square finds`(_ radius: Int) {
        let inner = Plane<Float>.noise(width: 23, height: 14, seed: UInt64(radius))
        let plane = inner.padded(by: radius)
        let peaks = LocalMaximum.of(plane, radius: radius)
        for y in radius..<radius + 14 {
            for x in radius..<radius + 23 {
                let square = (y - radius...y + radius).flatMap { row in
                    (x - radius...x + radius).map { plane[$0, row] }
                }
                #expect(peaks[x, y] == square.max())
            }
        }
    }
}
