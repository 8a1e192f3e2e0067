import Testing

@testable import MNISTData

@Suite struct ContactSheetTests {
    private let images = LabelledImages(width: 28, height: 28, pixels: spot + noise(784), labels: [0, 1])

    private func sheet(_ augmentation: Augmentation, seed: UInt64 = 1) -> ContactSheet {
        var generator = SplitMix64(seed: seed)
        return ContactSheet(of: augmentation, images: images, columns: 3, using: &generator)
    }

    /// The image at a row and a column of the sheet, each of its pixels being 3x3 alike.
    private func tile(_ sheet: ContactSheet, block: Int, row: Int, column: Int) -> [UInt8] {
        let (left, top) = (4 + column * 88, 18 + block * (2 * 88 + 18) + row * 88)
        return (0..<784).map { index in
            let (x, y) = (left + index % 28 * 3, top + index / 28 * 3)
            let tones = Set((0..<9).map { sheet.pixels[(y + $0 / 3) * sheet.width + x + $0 % 3] })
            #expect(tones.count == 1)
            return tones.first ?? 0
        }
    }

    @Test func `each kind that is on has a block, and all together the last`() {
        let sheet = sheet(Augmentation(rotation: 20, blur: 1))
        #expect(sheet.blocks.map(\.caption) == ["rotation 20.0 degrees", "blur 1.0 pixels", "all of them"])
        #expect(sheet.blocks.map(\.rows) == [0..<2, 2..<4, 4..<6])
        #expect(sheet.width == 4 + 4 * 88 && sheet.height == 3 * (18 + 2 * 88))
        #expect(sheet.pixels.count == sheet.width * sheet.height)
        for block in 0..<3 {
            #expect(tile(sheet, block: block, row: 0, column: 0) == spot)
            #expect(tile(sheet, block: block, row: 1, column: 0) == noise(784))
            #expect(tile(sheet, block: block, row: 1, column: 1) != noise(784))
            #expect(
                tile(sheet, block: block, row: 1, column: 1) != tile(sheet, block: block, row: 1, column: 2))
        }
        // The pixels between the images.
        #expect(sheet.pixels[0] == 70 && sheet.pixels[18 * sheet.width + 3] == 70 && sheet.pixels.last == 70)
    }

    @Test func `the caption is drawn above the block`() {
        let sheet = sheet(Augmentation(blur: 1))
        let rows = (0..<5).map { y in
            String(
                (0..<19).map { x in sheet.pixels[(4 + 2 * y) * sheet.width + 4 + 2 * x] == 255 ? "#" : "." })
        }
        #expect(
            rows == [
                "##..#...#.#.##.....",
                "#.#.#...#.#.#.#....",
                "##..#...#.#.##.....",
                "#.#.#...#.#.#.#....",
                "##..###.###.#.#....",
            ])
    }

    @Test func `one kind is one block, and none shows the images as they are`() {
        #expect(sheet(Augmentation(noise: 0.5)).blocks.map(\.caption) == ["noise 0.5, noise_share 1.0"])
        let plain = sheet(.none)
        #expect(plain.blocks.map(\.caption) == ["nothing is on"])
        #expect(tile(plain, block: 0, row: 1, column: 3) == noise(784))
    }

    @Test func `the same seed draws the same sheet`() {
        #expect(sheet(.moderate).pixels == sheet(.moderate).pixels)
        #expect(sheet(.moderate).pixels != sheet(.moderate, seed: 2).pixels)
    }
}
