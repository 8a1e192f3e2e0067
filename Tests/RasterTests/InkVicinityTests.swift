import Testing

@testable import Raster

struct InkVicinityTests {
    @Test(arguments: [1, 2, 4])
    func `a closer look keeps what lies within two pixels of the first`(_ scale: Int) {
        var first = Plane<UInt8>(width: 12, height: 9, filledWith: 0)
        first[5, 4] = 1
        // At the picture's edge the finer level may end before the coarse one's last pixel does.
        let closer = Plane<UInt8>(width: 12 * scale - scale / 2, height: 9 * scale, filledWith: 200)
        let kept = InkVicinity(of: first, scale: scale).limiting(closer)
        for y in 0..<kept.height {
            for x in 0..<kept.width {
                let isNear = abs(x / scale - 5) <= 2 && abs(y / scale - 4) <= 2
                #expect(kept[x, y] == (isNear ? 200 : 0))
            }
        }
    }

    @Test func `a rule beside a small digit is not found again in the closer look`() throws {
        func page(isRuled: Bool) -> PixelImage {
            PixelImage(
                Plane<Float>.sampled(width: 800, height: 800) { x, y in
                    let isDigit = abs(x - 400) < 5 && abs(y - 400) < 40
                    let isRule = isRuled && abs(y - 452) < 2
                    return isDigit ? 0.1 : isRule ? 0.5 : 1
                })
        }
        let normalizer = DigitNormalizer()
        let plain = try #require(normalizer.normalize(page(isRuled: false)))
        let ruled = try #require(normalizer.normalize(page(isRuled: true)))
        #expect(zip(plain.pixels, ruled.pixels).allSatisfy { abs($0 - $1) < 0.1 })
    }
}
