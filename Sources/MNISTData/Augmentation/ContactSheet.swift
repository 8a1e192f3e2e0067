/// Images side by side as one picture, in blocks of rows under a caption each.
public struct ContactSheet: Sendable {
    /// Rows that belong together.
    public struct Block: Sendable, Equatable {
        /// What they show, such as a distortion with its strengths.
        public let caption: String
        /// The rows of the sheet, counted from 0.
        public let rows: Range<Int>
    }

    /// From the top.
    public let blocks: [Block]
    /// Pixels in a row of the picture.
    public let width: Int
    /// Rows of pixels.
    public let height: Int
    /// `height * width` bytes, row-major: 0 is an image's ground, 255 full ink.
    public let pixels: [UInt8]

    /// How many times larger than in the data a pixel is.
    static let enlargement = 3
    /// Pixels between two images, and the grey of them.
    static let (gap, gapTone) = (4, UInt8(70))
    /// How many times larger than in the font a caption's pixel is, and the height of its strip.
    static let (letterSize, captionHeight) = (2, 18)

    /// Draws what an augmentation makes of some images: a row for each image, itself first, then `columns` distorted
    /// ones.
    ///
    /// A block shows each kind of distortion that is on by itself; the last shows all of them together.
    ///
    /// - Precondition: every number of the augmentation is in its range; there is an image and a column.
    public init(
        of augmentation: Augmentation, images: LabelledImages, columns: Int,
        using generator: inout some RandomNumberGenerator
    ) {
        precondition(images.count > 0 && columns > 0, "something to show")
        let kinds = Augmentation.Kind.allCases.filter(augmentation.isOn)
        var parts = kinds.map { (augmentation.only($0), augmentation.summary(of: $0)) }
        if kinds.count != 1 { parts.append((augmentation, kinds.isEmpty ? "nothing is on" : "all of them")) }
        let blocks = parts.map { part, caption in
            var augmenter = Augmenter(part, width: images.width, height: images.height)
            let rows = (0..<images.count).map { index in
                let pixels = Array(images.pixels[images.pixelRange(of: index)])
                return [pixels.map { Float($0) / 255 }]
                    + (0..<columns).map { _ in augmenter.apply(pixels, using: &generator) }
            }
            return (caption, rows)
        }
        self.init(blocks, tile: (images.width, images.height))
    }

    /// Draws images as they are, in reading order, under a caption.
    ///
    /// - Precondition: they fill whole rows of `columns` each, and one at least.
    public init(of images: LabelledImages, columns: Int, caption: String) {
        self.init(of: [(caption, images)], columns: columns)
    }

    /// Draws several blocks of images as they are, in reading order, under a caption each.
    ///
    /// - Precondition: there is a block; all have as many images of the same size, in whole rows of `columns` each.
    public init(of parts: [(caption: String, images: LabelledImages)], columns: Int) {
        let images = parts[0].images
        precondition(columns > 0 && images.count > 0 && images.count.isMultiple(of: columns), "whole rows")
        precondition(parts.allSatisfy { $0.images.count == images.count }, "as many in every block")
        let blocks = parts.map { caption, images in
            let rows = stride(from: 0, to: images.count, by: columns).map { first in
                (first..<first + columns).map { index in
                    images.pixels[images.pixelRange(of: index)].map { Float($0) / 255 }
                }
            }
            return (caption, rows)
        }
        self.init(blocks, tile: (images.width, images.height))
    }

    /// Draws blocks, of as many rows of as many images each, under a caption each.
    private init(_ parts: [(caption: String, rows: [[[Float]]])], tile: (width: Int, height: Int)) {
        let rowCount = parts[0].rows.count
        blocks = parts.enumerated().map { index, part in
            Block(caption: part.caption, rows: index * rowCount..<(index + 1) * rowCount)
        }
        let (tileWidth, tileHeight) = (
            tile.width * Self.enlargement + Self.gap, tile.height * Self.enlargement + Self.gap
        )
        let blockHeight = rowCount * tileHeight + Self.captionHeight
        width = Self.gap + parts[0].rows[0].count * tileWidth
        height = parts.count * blockHeight
        var canvas = Canvas(width: width, height: height)
        for (block, part) in parts.enumerated() {
            canvas.write(part.caption, left: Self.gap, top: block * blockHeight + Self.gap)
            for (row, images) in part.rows.enumerated() {
                let top = block * blockHeight + Self.captionHeight + row * tileHeight
                for (column, image) in images.enumerated() {
                    canvas.draw(image, width: tile.width, left: Self.gap + column * tileWidth, top: top)
                }
            }
        }
        pixels = canvas.pixels
    }
}

/// The picture while it is drawn.
private struct Canvas {
    let width: Int
    var pixels: [UInt8]

    init(width: Int, height: Int) {
        self.width = width
        pixels = [UInt8](repeating: ContactSheet.gapTone, count: width * height)
    }

    /// Writes a line, as much of it as the picture is wide.
    mutating func write(_ line: String, left: Int, top: Int) {
        let size = ContactSheet.letterSize
        let step = (PixelFont.width + 1) * size
        for (place, letter) in line.enumerated() where left + (place + 1) * step <= width {
            for y in 0..<PixelFont.height * size {
                for x in 0..<PixelFont.width * size
                where PixelFont.isInk(letter, x: x / size, y: y / size) {
                    pixels[(top + y) * width + left + place * step + x] = 255
                }
            }
        }
    }

    /// Draws an image of numbers in 0...1, enlarged.
    mutating func draw(_ image: [Float], width imageWidth: Int, left: Int, top: Int) {
        let enlargement = ContactSheet.enlargement
        for (index, ink) in image.enumerated() {
            let tone = UInt8((255 * ink).rounded())
            let (x, y) = (index % imageWidth * enlargement, index / imageWidth * enlargement)
            for row in 0..<enlargement {
                let start = (top + y + row) * width + left + x
                for pixel in start..<start + enlargement { pixels[pixel] = tone }
            }
        }
    }
}

extension Augmenter {
    /// An image, distorted at random, as numbers in 0...1.
    fileprivate mutating func apply(
        _ image: [UInt8], using generator: inout some RandomNumberGenerator
    ) -> [Float] {
        var output = [Float](repeating: 0, count: image.count)
        var span = output.mutableSpan
        apply(image.span, into: &span, using: &generator)
        return output
    }
}
