/// An image with ground (0) around it, so that filters need not ask where the image ends.
///
/// Filters run over `body` as over one long row, which compilers turn into vector code. The columns of its margin
/// then hold whatever the filter makes of them: what a filter reads across the margin, it loads from an image.
struct PaddedPlane: Sendable {
    let width: Int
    let height: Int
    /// Columns and rows of ground on every side.
    let margin: Int
    /// Elements from one row to the next.
    let stride: Int
    var values: [Float]

    init(width: Int, height: Int, margin: Int) {
        self.width = width
        self.height = height
        self.margin = margin
        stride = width + 2 * margin
        values = [Float](repeating: 0, count: stride * (height + 2 * margin))
    }

    /// The image's rows, their margins included.
    var body: Range<Int> { margin * stride..<(margin + height) * stride }

    /// Where a row of the image starts.
    func start(ofRow row: Int) -> Int { (margin + row) * stride + margin }

    /// Takes in an image. (height, width)
    mutating func load(_ image: borrowing MutableSpan<Float>) {
        precondition(image.count == width * height, "sizes agree")
        for row in 0..<height {
            let start = start(ofRow: row)
            for column in 0..<width { values[start + column] = image[row * width + column] }
        }
    }

    /// Takes in an image of bytes as numbers in 0...1. (height, width)
    mutating func load(_ image: Span<UInt8>) {
        precondition(image.count == width * height, "sizes agree")
        for row in 0..<height {
            let start = start(ofRow: row)
            for column in 0..<width { values[start + column] = Float(image[row * width + column]) / 255 }
        }
    }

    /// Gives the image without its margins. (height, width)
    func store(in image: inout MutableSpan<Float>) {
        precondition(image.count == width * height, "sizes agree")
        for row in 0..<height {
            let start = start(ofRow: row)
            for column in 0..<width { image[row * width + column] = values[start + column] }
        }
    }
}
