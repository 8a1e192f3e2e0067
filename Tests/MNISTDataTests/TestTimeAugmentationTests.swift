import Testing

@testable import MNISTData

struct TestTimeAugmentationTests {
    /// 6 × 5 pixels, all different, as bytes are read: over 255.
    private let width = 6
    private let height = 5
    private var pixels: [Float] { (0..<30).map { Float($0 * 8) / 255 } }

    private func view(_ index: Int) -> [Float] {
        let views = TestTimeAugmentation().views(of: pixels, width: width, height: height)
        return Array(views[index * 30..<(index + 1) * 30])
    }

    /// The picture moved by whole pixels, with 0 coming in.
    private func moved(right: Int, down: Int) -> [Float] {
        (0..<30).map { place in
            let (x, y) = (place % width - right, place / width - down)
            return (0..<width).contains(x) && (0..<height).contains(y) ? pixels[y * width + x] : 0
        }
    }

    @Test func `the image itself is first, then it moves to the left, right, up and down`() {
        #expect(view(0) == pixels)
        let moves = [(-1, 0), (1, 0), (0, -1), (0, 1)]
        for (index, move) in moves.enumerated() {
            #expect(view(index + 1) == moved(right: move.0, down: move.1))
        }
    }

    @Test(arguments: 5..<9)
    func `turns and sizes change the image, and stay within 0 and 1`(_ index: Int) {
        let view = view(index)
        #expect(view != pixels)
        #expect(view.allSatisfy { (0...1).contains($0) })
    }

    @Test(arguments: 1...9)
    func `fewer views are the first ones`(_ count: Int) {
        let all = TestTimeAugmentation().views(of: pixels, width: width, height: height)
        let some = TestTimeAugmentation(count: count).views(of: pixels, width: width, height: height)
        #expect(some == Array(all[..<(count * 30)]))
    }

    @Test func `numbers between two bytes are moved as the nearer one`() {
        let bytes: [Float] = [127.5, 10.4, 10.6]
        let views = TestTimeAugmentation(count: 2).views(of: bytes.map { $0 / 255 }, width: 3, height: 1)
        let expected: [Float] = [127.5, 10.4, 10.6, 10, 11, 0]
        #expect(views == expected.map { $0 / 255 })
    }
}
