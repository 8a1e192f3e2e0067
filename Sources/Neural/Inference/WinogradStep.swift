/// A 3 × 3 convolution by Winograd's F(4×4, 3×3), with bias, rectifier and 2 × 2 max pooling done on the way out.
public struct WinogradStep: InferenceStep {
    public let input: PlaneLayout
    public let output: PlaneLayout
    private let tiles: WinogradTiles
    private let rectifies: Bool
    private let pools: Bool

    /// The transformed kernels: (36, I, O), O rounded up to whole vectors.
    private let kernels: [Float]
    /// (O), rounded up.
    private let bias: [Float]

    /// Whether a convolution is Winograd's, in training as in inference: its transforms are done once for every
    /// channel, and do not pay for a single one.
    public static func suits(kernel: Int, inputs: Int) -> Bool {
        kernel == WinogradTiles.kernel && inputs >= 8
    }

    /// What a convolution with that padding reads where `shape` goes in.
    public static func input(_ shape: Shape, padding: Int) -> PlaneLayout {
        let tiles = tiles(shape, padding: padding)
        return PlaneLayout(
            shape, before: padding, after: tiles.zerosAfter(shape, before: padding))
    }

    /// weights: (3, 3, I, O), bias: (O)
    public init(
        input shape: Shape, padding: Int, output: PlaneLayout, weights: [Float], bias: [Float],
        rectifies: Bool, pools: Bool
    ) {
        let outputs = output.shape.channels
        tiles = Self.tiles(shape, padding: padding)
        input = Self.input(shape, padding: padding)
        self.output = output
        self.rectifies = rectifies
        self.pools = pools
        self.bias = bias.padded(rowsOf: outputs, to: output.pixel)
        var taps = weights.padded(rowsOf: outputs, to: output.pixel)
        let matrix = shape.channels * output.pixel
        var kernels = [Float](repeating: 0, count: WinogradTiles.positions * matrix)
        unsafe taps.withUnsafeMutableBufferPointer { taps in
            unsafe kernels.withUnsafeMutableBufferPointer { kernels in
                guard let taps = taps.baseAddress, let kernels = kernels.baseAddress else { return }
                unsafe Kernels.transform(
                    .kernel, channels: matrix,
                    Kernels.Tiles(base: taps, row: 3 * matrix, column: matrix),
                    into: Kernels.Tiles(base: kernels, row: 6 * matrix, column: matrix))
            }
        }
        self.kernels = kernels
    }

    private static func tiles(_ input: Shape, padding: Int) -> WinogradTiles {
        let lost = WinogradTiles.kernel - 1 - 2 * padding
        return WinogradTiles(height: input.height - lost, width: input.width - lost)
    }

    public func scratchCount(images: Int) -> Int {
        let images = min(images, tiles.imagesAtOnce)
        return WinogradTiles.positions
            * (tiles.positionStride(images: images, channels: input.pixel)
                + tiles.positionStride(images: images, channels: output.pixel))
    }

    public func run(
        images: Int, _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>
    ) {
        for first in stride(from: 0, to: images, by: tiles.imagesAtOnce) {
            unsafe run(
                group: min(tiles.imagesAtOnce, images - first),
                UnsafeMutablePointer(mutating: x) + first * input.count, into: y + first * output.count,
                scratch)
        }
    }

    private func run(
        group: Int, _ x: UnsafeMutablePointer<Float>, into y: UnsafeMutablePointer<Float>,
        _ scratch: UnsafeMutablePointer<Float>
    ) {
        let (inputs, outputs) = (input.pixel, output.pixel)
        let before = tiles.positionStride(images: group, channels: inputs)
        let after = tiles.positionStride(images: group, channels: outputs)
        let products = unsafe scratch + WinogradTiles.positions * before
        for image in 0..<group {
            unsafe Kernels.transform(
                .input, down: tiles.down, across: tiles.across, channels: inputs,
                WinogradTiles.pixels(x + image * input.count, row: input.row, pixel: inputs),
                into: tiles.positions(scratch, image: image, channels: inputs, stride: before))
        }
        unsafe kernels.withUnsafeBufferPointer { kernels in
            guard let kernels = kernels.baseAddress else { return }
            for position in 0..<WinogradTiles.positions {
                unsafe Kernels.multiply(
                    rows: group * tiles.count, columns: outputs,
                    Kernels.Left(
                        base: scratch + position * before, row: inputs, depth: input.shape.channels),
                    Kernels.Right(
                        base: kernels + position * input.shape.channels * outputs, row: outputs),
                    into: products + position * after, row: outputs, .store)
            }
        }
        unsafe bias.withUnsafeBufferPointer { bias in
            for image in 0..<group {
                unsafe Kernels.transformOutput(
                    down: tiles.down, across: tiles.across, channels: outputs,
                    tiles.positions(products, image: image, channels: outputs, stride: after),
                    into: WinogradTiles.pixels(
                        y + image * output.count + output.origin, row: output.row, pixel: outputs,
                        step: pools ? 2 : 4),
                    height: output.shape.height, width: output.shape.width, bias: bias.baseAddress,
                    rectify: rectifies, pools: pools)
            }
        }
    }
}

extension [Float] {
    /// A matrix with rows of `count` floats, each filled up with zeros to `width`.
    func padded(rowsOf count: Int, to width: Int) -> [Float] {
        if count == width { return self }
        var result = [Float](repeating: 0, count: self.count / count * width)
        for (i, value) in enumerated() { result[i / count * width + i % count] = value }
        return result
    }
}
