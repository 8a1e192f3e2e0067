import MNISTData
import Testing

struct SyntheticImagesTests {
    @Test func `every digit is drawn, and no two alike`() {
        let images = LabelledImages.synthetic(count: 600)
        #expect(images.labels[..<20] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
        let pictures = (0..<600).map { Array(images.pixels[images.pixelRange(of: $0)]) }
        #expect(Set(pictures).count == 600)
        // An eight of the smallest size at the first place: two rings that share a bar.
        let eight = (4..<22).map { row in
            String(pictures[8][row * 28 + 5..<row * 28 + 15].map { $0 > 0 ? "#" : "." })
        }
        #expect(eight[0] == "#########." && eight[3] == "##.....##." && eight[7] == "#########.")
        #expect(eight[10] == "##.....##." && eight[14] == "#########." && eight[16] == "..........")
    }
}
