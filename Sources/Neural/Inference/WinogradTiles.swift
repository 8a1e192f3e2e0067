/// The tiling of F(4×4, 3×3): a 3 × 3 convolution of stride 1 as tiles of 6 × 6 inputs, each of which gives 4 × 4
/// outputs for 36 multiplications a channel pair instead of 144.
///
/// Lavin and Gray 2015, "Fast algorithms for convolutional neural networks". The tiles are taken to 36 positions, at
/// each of which all tiles, channels and kernels are one matrix product; the products are taken back to pixels.
struct WinogradTiles: Sendable {
    /// Pixels that come out.
    let height: Int
    let width: Int

    static let kernel = 3
    static let outputSide = 4
    static let inputSide = 6
    static let positions = inputSide * inputSide

    /// Tiles of one image.
    var down: Int { (height + Self.outputSide - 1) / Self.outputSide }
    var across: Int { (width + Self.outputSide - 1) / Self.outputSide }
    var count: Int { down * across }

    /// Rows (and columns) of zeros that the last tile needs after `before` of them and the plane itself.
    func zerosAfter(_ input: Shape, before: Int) -> Int {
        let rows = down * Self.outputSide + Self.kernel - 1 - before - input.height
        let columns = across * Self.outputSide + Self.kernel - 1 - before - input.width
        return max(rows, columns, before)
    }

    /// Images whose tiles make products large enough for their weights to be worth loading.
    var imagesAtOnce: Int { max(1, 48 / count) }

    /// Floats from one position's matrix to the next, for that many images of `channels` (whole vectors). The odd
    /// cache line keeps the 36 matrices out of one another's cache sets.
    func positionStride(images: Int, channels: Int) -> Int {
        images * count * channels + Kernels.lanes
    }

    /// The tiles of image number `image` among the positions' matrices at `base`.
    func positions(
        _ base: UnsafeMutablePointer<Float>, image: Int, channels: Int, stride: Int
    ) -> Kernels.Tiles {
        unsafe Kernels.Tiles(
            base: base + image * count * channels, down: across * channels, across: channels,
            row: Self.inputSide * stride, column: stride)
    }

    /// The same tiles as pixels of a plane, of which each advances by `step` pixels.
    static func pixels(
        _ base: UnsafeMutablePointer<Float>, row: Int, pixel: Int, step: Int = outputSide
    ) -> Kernels.Tiles {
        unsafe Kernels.Tiles(base: base, down: step * row, across: step * pixel, row: row, column: pixel)
    }
}
