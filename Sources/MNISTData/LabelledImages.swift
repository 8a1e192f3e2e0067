/// Grey images of one size with a label each, in one contiguous block.
public struct LabelledImages: Sendable, Equatable {
    /// The label of an image that shows no digit at all.
    public static let noDigit: UInt8 = 255

    /// Pixels in a row of an image.
    public let width: Int
    /// Rows in an image.
    public let height: Int
    /// How many images, and labels, there are.
    public var count: Int { labels.count }
    /// `count * height * width` bytes, row-major: 0 is the ground, 255 full ink.
    public let pixels: [UInt8]
    /// The digit, 0 to 9, that each image shows, or `noDigit`.
    public let labels: [UInt8]

    /// Takes images and labels that belong together.
    ///
    /// - Precondition: `pixels.count == labels.count * width * height`.
    public init(width: Int, height: Int, pixels: [UInt8], labels: [UInt8]) {
        precondition(width > 0 && height > 0, "an image has at least one pixel")
        precondition(pixels.count == labels.count * width * height, "one label for each image")
        self.width = width
        self.height = height
        self.pixels = pixels
        self.labels = labels
    }

    /// Pixels in one image.
    public var pixelsPerImage: Int { width * height }

    /// Where the image at `index` lies in `pixels`.
    public func pixelRange(of index: Int) -> Range<Int> {
        index * pixelsPerImage..<(index + 1) * pixelsPerImage
    }

    /// The same images with rows and columns exchanged.
    public func transposed() -> LabelledImages {
        var exchanged = pixels
        for first in stride(from: 0, to: pixels.count, by: pixelsPerImage) {
            for y in 0..<height {
                for x in 0..<width { exchanged[first + x * height + y] = pixels[first + y * width + x] }
            }
        }
        return LabelledImages(width: height, height: width, pixels: exchanged, labels: labels)
    }

    /// The images at `indices`, in that order; an index may occur more than once.
    ///
    /// - Precondition: every index is in `0..<count`.
    public func subset(_ indices: [Int]) -> LabelledImages {
        var chosen: [UInt8] = []
        chosen.reserveCapacity(indices.count * pixelsPerImage)
        for index in indices { chosen.append(contentsOf: pixels[pixelRange(of: index)]) }
        return LabelledImages(
            width: width, height: height, pixels: chosen, labels: indices.map { labels[$0] })
    }

    /// These images, then the others.
    ///
    /// - Precondition: they are of one size.
    public func appending(_ others: LabelledImages) -> LabelledImages {
        precondition((width, height) == (others.width, others.height), "one size of image")
        return LabelledImages(
            width: width, height: height, pixels: pixels + others.pixels, labels: labels + others.labels)
    }
}
