/// Reads any part of a picture as luminance (0...1), at any whole-number reduction, in one pass over its pixels.
///
/// Transparent pixels are laid on the ground that `AlphaGround` chooses.
struct LuminanceReader {
    let image: PixelImage

    /// The luminance, 0...255, under transparent pixels.
    let ground: Int

    init(_ image: PixelImage) {
        self.image = image
        ground = AlphaGround.luminance(under: image)
    }

    var bounds: PixelRect { PixelRect(x: 0, y: 0, width: image.width, height: image.height) }

    /// The means of blocks of `reduction` by `reduction` pixels; the last of a row or column may be smaller.
    func plane(of rect: PixelRect, reducedBy reduction: Int) -> Plane {
        let width = (rect.width + reduction - 1) / reduction
        let height = (rect.height + reduction - 1) / reduction
        var result = Plane(width: width, height: height)
        // One row of blocks. A block's sum is at most `scale` for each of its pixels: far within 64 bits.
        var sums = [Int](repeating: 0, count: width)
        for blockRow in 0..<height {
            let rows = blockRow * reduction..<min((blockRow + 1) * reduction, rect.height)
            for column in sums.indices { sums[column] = 0 }
            for row in rows {
                var index = (rect.y + row) * image.width + rect.x
                for column in 0..<width {
                    var sum = 0
                    for _ in 0..<min(reduction, rect.width - column * reduction) {
                        sum += luminance(at: index)
                        index += 1
                    }
                    sums[column] += sum
                }
            }
            for column in 0..<width {
                let columns = min(reduction, rect.width - column * reduction)
                let count = Float(columns * rows.count)
                result.values[blockRow * width + column] = Float(sums[column]) / (count * Self.scale)
            }
        }
        return result
    }

    /// What `luminance` gives for white.
    private static let scale: Float = 255 * 255

    /// Luma times alpha in 255ths, over the ground.
    @inline(__always)
    private func luminance(at index: Int) -> Int {
        let luma = Int(image.luma[index])
        guard let alpha = image.alpha.map({ Int($0[index]) }) else { return luma * 255 }
        return luma * alpha + ground * (255 - alpha)
    }
}
