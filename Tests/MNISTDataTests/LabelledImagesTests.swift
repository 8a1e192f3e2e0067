import MNISTData
import Testing

@Suite struct LabelledImagesTests {
    private let images = LabelledImages(
        width: 3, height: 2, pixels: Array(0..<18), labels: [7, 8, 9])

    @Test func `a subset keeps images with their labels, in the order asked for`() {
        let subset = images.subset([2, 0, 2])
        #expect(subset.labels == [9, 7, 9])
        #expect(subset.pixels == Array(12..<18) + Array(0..<6) + Array(12..<18))
        #expect(subset.width == 3 && subset.height == 2 && subset.count == 3)
    }

    @Test func `transposed, rows are columns`() {
        let transposed = images.transposed()
        #expect(transposed.width == 2 && transposed.height == 3 && transposed.labels == images.labels)
        #expect(transposed.pixels.prefix(6) == [0, 3, 1, 4, 2, 5])
        #expect(transposed.transposed() == images)
    }

    @Test func `the empty subset has no images`() {
        #expect(images.subset([]).count == 0)
    }
}
