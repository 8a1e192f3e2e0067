import Raster
import Testing

@testable import MNISTData

@Suite struct ServedViewTests {
    private func served(_ image: [Float], key: UInt64 = 1) -> [Float] {
        var stream = DistortionStream(key: key, kind: .served)
        let view = ServedView(width: 28, height: 28)
        return image.changed { view.apply(to: &$0, probability: 1, from: &stream) }
    }

    @Test func `it is what the server makes of the same picture`() throws {
        let image = (0..<784).map { (3..<6).contains($0 % 28) && (2..<9).contains($0 / 28) ? Float(1) : 0 }
        let picture = PixelImage(width: 28, height: 28, luma: image.map { $0 > 0 ? 255 : 0 })
        let digit = try #require(DigitNormalizer().normalize(picture))
        #expect(served(image) == digit.pixels && digit.pixels != image)
    }

    @Test func `a picture without ink stays as it is`() {
        let empty = [Float](repeating: 0, count: 784)
        #expect(served(empty) == empty)
    }
}
