/// A 3 × 3 convolution with stride 1 and zero padding, by Winograd's F(4×4, 3×3): (B, H, W, I) to (B, H', W', O),
/// weights w: (3 · 3 · I, O).
///
/// With U = G w Gᵀ, V = Bᵀ x B and a product at each of the 36 positions, y = Aᵀ (V U) A. Its derivative runs the same
/// transforms backwards, Z = A dy Aᵀ: dU = Vᵀ Z, dw = Gᵀ dU G, and dx = B (Z Uᵀ) Bᵀ, so that all three of a training
/// step's products do a quarter of the multiplications.
struct WinogradConvolution: Layer {
    private let tiles: WinogradTiles
    private let input: PlaneLayout
    /// Whole tiles: the plane, and the zeros after it.
    private let output: PlaneLayout
    private let weight: Int
    private let bias: Int?

    /// U: (36, I, O), O rounded up to whole vectors.
    private let kernels: FloatBuffer
    /// Uᵀ: (36, O, I), I rounded up to whole vectors.
    private let turned: FloatBuffer
    /// Taps on their way to and from the positions: (9, rows, columns).
    private let taps: FloatBuffer
    /// dU of every lane: (lanes, 36, I, O), O rounded up.
    private let gradients: FloatBuffer
    private let differences: ChannelSums

    init(input shape: Shape, outputs: Int, padding: Int, weight: Int, bias: Int?, lanes: Int) {
        let lost = WinogradTiles.kernel - 1 - 2 * padding
        tiles = WinogradTiles(height: shape.height - lost, width: shape.width - lost)
        input = PlaneLayout(shape, before: padding, after: tiles.zerosAfter(shape, before: padding))
        output = PlaneLayout(
            Shape(height: tiles.height, width: tiles.width, channels: outputs),
            after: max(tiles.down * 4 - tiles.height, tiles.across * 4 - tiles.width))
        self.weight = weight
        self.bias = bias
        let matrix = shape.channels * output.pixel
        let turnedMatrix = outputs * input.pixel
        kernels = FloatBuffer(count: WinogradTiles.positions * matrix)
        turned = FloatBuffer(count: WinogradTiles.positions * turnedMatrix)
        taps = FloatBuffer(count: 9 * max(matrix, turnedMatrix))
        gradients = FloatBuffer(count: lanes * WinogradTiles.positions * matrix)
        differences = ChannelSums(channels: outputs, kinds: 1, lanes: lanes)
    }

    /// A plane with its border on either side, and the positions of one group on either side.
    var scratchCount: Int {
        input.count + output.count
            + WinogradTiles.positions
            * (tiles.positionStride(images: tiles.imagesAtOnce, channels: input.pixel)
                + tiles.positionStride(images: tiles.imagesAtOnce, channels: output.pixel))
    }

    private func memory(of worker: Int, _ pass: Pass) -> Memory {
        let start = unsafe pass.scratch(of: worker)
        let inputs = tiles.positionStride(images: tiles.imagesAtOnce, channels: input.pixel)
        let v = unsafe start + input.count + output.count
        return unsafe Memory(
            x: start, y: start + input.count, v: v, z: v + WinogradTiles.positions * inputs)
    }

    /// One worker's scratch: planes with their borders, V and Z (or V U).
    @unsafe private struct Memory {
        let x, y, v, z: UnsafeMutablePointer<Float>
    }

    func forward(_ x: Batch, into y: Batch, _ pass: Pass) {
        transformKernels(pass)
        pass.team.share(x.count) { _, samples, worker in
            let memory = unsafe memory(of: worker, pass)
            forEachGroup(of: samples) { images in
                let (before, after) = strides(images.count)
                unsafe transformInputs(images, of: x, memory, before)
                for position in 0..<WinogradTiles.positions {
                    unsafe Kernels.multiply(
                        rows: images.count * tiles.count, columns: output.pixel,
                        Kernels.Left(
                            base: memory.v + position * before, row: input.pixel, depth: input.shape.channels),
                        Kernels.Right(
                            base: kernels.base + position * input.shape.channels * output.pixel,
                            row: output.pixel),
                        into: memory.z + position * after, row: output.pixel, .store)
                }
                for (index, image) in images.enumerated() {
                    unsafe transformOutput(
                        tiles.positions(memory.z, image: index, channels: output.pixel, stride: after),
                        into: y.sample(image), memory)
                    if let bias { unsafe add(pass.parameters + bias, to: y.sample(image)) }
                }
            }
        }
    }

    /// dU = Vᵀ Z;  db = Σ dy;  dx = B (Z Uᵀ) Bᵀ;  at last dw = Gᵀ dU G
    func backward(_ dy: Batch, x: Batch, y: Batch, into dx: Batch?, _ pass: Pass) {
        if dx != nil { transformTurnedKernels(pass) }
        let (inputs, outputs) = (input.shape.channels, output.shape.channels)
        let size = WinogradTiles.positions * inputs * output.pixel
        differences.begin()
        pass.team.share(x.count) { lane, samples, worker in
            let memory = unsafe memory(of: worker, pass)
            let gradient = unsafe gradients.base + lane * size
            forEachGroup(of: samples) { images in
                let (before, after) = strides(images.count)
                let rows = images.count * tiles.count
                unsafe transformInputs(images, of: x, memory, before)
                unsafe transformOutputGradients(images, of: dy, memory, after)
                for position in 0..<WinogradTiles.positions {
                    let v = unsafe memory.v + position * before
                    let z = unsafe memory.z + position * after
                    unsafe Kernels.multiply(
                        rows: inputs, columns: output.pixel,
                        Kernels.Left(base: v, row: 1, depth: rows, step: input.pixel),
                        Kernels.Right(base: z, row: output.pixel),
                        into: gradient + position * inputs * output.pixel, row: output.pixel,
                        images.lowerBound == samples.lowerBound ? .store : .add())
                    if dx == nil { continue }
                    // dV takes the place of V.
                    unsafe Kernels.multiply(
                        rows: rows, columns: input.pixel,
                        Kernels.Left(base: z, row: output.pixel, depth: outputs),
                        Kernels.Right(base: turned.base + position * outputs * input.pixel, row: input.pixel),
                        into: v, row: input.pixel, .store)
                }
                if let dx { unsafe transformInputGradients(images, memory, before, into: dx) }
            }
            if bias != nil { differences.add(samples, of: dy, lane: lane) }
        }
        if let bias { unsafe differences.write(to: pass.gradient(at: bias)) }
        transformKernelGradients(x.count, pass)
    }

    private func forEachGroup(of samples: Range<Int>, _ body: (Range<Int>) -> Void) {
        for start in stride(from: samples.lowerBound, to: samples.upperBound, by: tiles.imagesAtOnce) {
            body(start..<min(start + tiles.imagesAtOnce, samples.upperBound))
        }
    }

    /// Floats between one position's matrix and the next in V and in Z.
    private func strides(_ images: Int) -> (before: Int, after: Int) {
        (
            tiles.positionStride(images: images, channels: input.pixel),
            tiles.positionStride(images: images, channels: output.pixel)
        )
    }
}

extension WinogradConvolution {
    /// V = Bᵀ x B
    private func transformInputs(_ images: Range<Int>, of x: Batch, _ memory: Memory, _ stride: Int) {
        for (index, image) in images.enumerated() {
            unsafe input.enter(x.sample(image), at: memory.x)
            unsafe Kernels.transform(
                .input, down: tiles.down, across: tiles.across, channels: input.pixel,
                WinogradTiles.pixels(memory.x, row: input.row, pixel: input.pixel),
                into: tiles.positions(memory.v, image: index, channels: input.pixel, stride: stride))
        }
    }

    /// y = Aᵀ m A
    private func transformOutput(
        _ products: Kernels.Tiles, into y: UnsafeMutablePointer<Float>, _ memory: Memory
    ) {
        let shape = output.shape
        let isWhole = output.pixel == shape.channels
        unsafe Kernels.transformOutput(
            down: tiles.down, across: tiles.across, channels: output.pixel, products,
            into: WinogradTiles.pixels(
                isWhole ? y : memory.y, row: isWhole ? shape.width * shape.channels : output.row,
                pixel: output.pixel),
            height: shape.height, width: shape.width, bias: nil, rectify: false, pools: false)
        if !isWhole { unsafe output.leave(memory.y, into: y) }
    }

    private func add(_ bias: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>) {
        let channels = output.shape.channels
        for pixel in 0..<output.shape.area {
            let place = unsafe y + pixel * channels
            for o in 0..<channels { unsafe place[o] += bias[o] }
        }
    }

    /// Z = A dy Aᵀ
    private func transformOutputGradients(
        _ images: Range<Int>, of dy: Batch, _ memory: Memory, _ stride: Int
    ) {
        for (index, image) in images.enumerated() {
            unsafe output.enter(dy.sample(image), at: memory.y)
            unsafe Kernels.transform(
                .outputGradient, down: tiles.down, across: tiles.across, channels: output.pixel,
                WinogradTiles.pixels(memory.y, row: output.row, pixel: output.pixel),
                into: tiles.positions(memory.z, image: index, channels: output.pixel, stride: stride))
        }
    }

    /// dx = B dV Bᵀ, the tiles' overlaps added up.
    private func transformInputGradients(
        _ images: Range<Int>, _ memory: Memory, _ stride: Int, into dx: Batch
    ) {
        for (index, image) in images.enumerated() {
            unsafe memory.x.update(repeating: 0, count: input.count)
            unsafe Kernels.transform(
                .inputGradient, down: tiles.down, across: tiles.across, channels: input.pixel,
                tiles.positions(memory.v, image: index, channels: input.pixel, stride: stride),
                into: WinogradTiles.pixels(memory.x, row: input.row, pixel: input.pixel))
            unsafe input.leave(memory.x, into: dx.sample(image))
        }
    }

    /// U = G w Gᵀ
    private func transformKernels(_ pass: Pass) {
        let (inputs, outputs) = (input.shape.channels, output.shape.channels)
        let matrix = inputs * output.pixel
        for row in 0..<9 * inputs {
            let tap = unsafe taps.base + row * output.pixel
            unsafe tap.update(from: pass.parameters + weight + row * outputs, count: outputs)
            unsafe (tap + outputs).update(repeating: 0, count: output.pixel - outputs)
        }
        unsafe Kernels.transform(
            .kernel, channels: matrix, Kernels.Tiles(base: taps.base, row: 3 * matrix, column: matrix),
            into: Kernels.Tiles(base: kernels.base, row: 6 * matrix, column: matrix))
    }

    /// Uᵀ, from the transposed taps.
    private func transformTurnedKernels(_ pass: Pass) {
        let (inputs, outputs) = (input.shape.channels, output.shape.channels)
        let matrix = outputs * input.pixel
        pass.team.forEach(9) { tap in
            let source = unsafe pass.parameters + weight + tap * inputs * outputs
            let target = unsafe taps.base + tap * matrix
            for o in 0..<outputs {
                for i in 0..<inputs { unsafe target[o * input.pixel + i] = source[i * outputs + o] }
                for i in inputs..<input.pixel { unsafe target[o * input.pixel + i] = 0 }
            }
        }
        unsafe Kernels.transform(
            .kernel, channels: matrix, Kernels.Tiles(base: taps.base, row: 3 * matrix, column: matrix),
            into: Kernels.Tiles(base: turned.base, row: 6 * matrix, column: matrix))
    }

    /// dw = Gᵀ (Σ dU) G, the lanes added in their order.
    private func transformKernelGradients(_ count: Int, _ pass: Pass) {
        let (inputs, outputs) = (input.shape.channels, output.shape.channels)
        let matrix = inputs * output.pixel
        let lanes = (0..<pass.team.lanes).filter { !pass.team.samples(of: count, lane: $0).isEmpty }
        pass.team.forEach(WinogradTiles.positions) { position in
            let sum = unsafe gradients.base + (lanes[0] * WinogradTiles.positions + position) * matrix
            for lane in lanes.dropFirst() {
                let other = unsafe gradients.base + (lane * WinogradTiles.positions + position) * matrix
                for i in 0..<matrix { unsafe sum[i] += other[i] }
            }
        }
        taps.zero()
        unsafe Kernels.transform(
            .kernelGradient, channels: matrix,
            Kernels.Tiles(
                base: gradients.base + lanes[0] * WinogradTiles.positions * matrix, row: 6 * matrix,
                column: matrix),
            into: Kernels.Tiles(base: taps.base, row: 3 * matrix, column: matrix))
        let gradient = unsafe pass.gradient(at: weight)
        for row in 0..<9 * inputs {
            unsafe (gradient + row * outputs).update(from: taps.base + row * output.pixel, count: outputs)
        }
    }
}
