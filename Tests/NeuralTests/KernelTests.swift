import Testing

@testable import Neural

/// The kernels of every instruction set that this machine runs against loops over Doubles.
struct KernelTests {
    struct ProductCase: Sendable, CustomTestStringConvertible {
        var rows: Int
        var columns: Int
        var planes = 1
        var segments = 1
        var depth: Int
        var testDescription: String { "\(rows) x \(columns), \(planes) x \(segments) x \(depth)" }

        /// Every remainder of rows, one panel and several, a kernel of 5 x 5.
        static let all =
            (1...26).map { ProductCase(rows: $0, columns: 48, depth: 7) } + [
                ProductCase(rows: 24, columns: 16, planes: 5, segments: 5, depth: 10),
                ProductCase(rows: 1, columns: 160, depth: 33), ProductCase(rows: 64, columns: 64, depth: 1),
            ]
    }

    @Test(arguments: ProductCase.all)
    func `a product is the sum of its factors, finished as asked`(_ test: ProductCase) {
        let sum = test.planes * test.segments * test.depth
        // Rows overlap: row i begins i floats further on, as a convolution's do.
        let (plane, segment) = (test.rows + 40, test.depth + 3)
        let a = noise(test.planes * plane + test.segments * segment + test.depth + test.rows, seed: 1)
        let b = noise(sum * test.columns, seed: 2)
        let start = noise(test.rows * test.columns, seed: 3)
        let bias = noise(test.columns, seed: 4)
        for level in Kernels.Level.all {
            for finish in 0..<4 {
                var c = start
                unsafe a.withUnsafeBufferPointer { a in
                    unsafe b.withUnsafeBufferPointer { b in
                        unsafe bias.withUnsafeBufferPointer { bias in
                            unsafe c.withUnsafeMutableBufferPointer { c in
                                unsafe Kernels.multiply(
                                    rows: test.rows, columns: test.columns,
                                    Kernels.Left(
                                        base: a.baseAddress!, row: 1, planes: test.planes,
                                        segments: test.segments, depth: test.depth, plane: plane,
                                        segment: segment),
                                    Kernels.Right(base: b.baseAddress!, row: test.columns),
                                    into: c.baseAddress!, row: test.columns,
                                    [
                                        .store, .add(), .add(rectify: true),
                                        .bias(bias.baseAddress!, rectify: true),
                                    ][finish], at: level)
                            }
                        }
                    }
                }
                var expected: [Double] = []
                for row in 0..<test.rows {
                    for column in 0..<test.columns {
                        let index = row * test.columns + column
                        var total = [0, Double(start[index]), Double(start[index]), Double(bias[column])][
                            finish]
                        for k in 0..<sum {
                            let (p, rest) = k.quotientAndRemainder(dividingBy: test.segments * test.depth)
                            let (s, d) = rest.quotientAndRemainder(dividingBy: test.depth)
                            total +=
                                Double(a[row + p * plane + s * segment + d])
                                * Double(b[k * test.columns + column])
                        }
                        expected.append(finish >= 2 ? max(total, 0) : total)
                    }
                }
                #expect(worstDifference(c, expected) < 1e-4, "level \(level), finish \(finish)")
            }
        }
    }

    @Test(arguments: [1, 5, 64, 784], WeightFormat.allCases)
    func `a sum of rows gives the bits of the product with zeros`(_ features: Int, _ format: WeightFormat) {
        let columns = 176
        let x = noise(features, seed: 5).map { $0 < 0.2 ? 0 : $0 }
        let b = noise(features * columns, seed: 6).map { value in
            switch format {
            case .float32: value
            case .float16: Float(Float16(value))
            case .int8: (127 * value).rounded()
            }
        }
        let panels = WeightPanels(b, rows: features, columns: columns, format: format)
        let bias = noise(columns, seed: 7)
        let rows = x.indices.filter { x[$0] != 0 }
        for level in Kernels.Level.all {
            var dense = [Float](repeating: 0, count: columns)
            var sparse = dense
            unsafe b.withUnsafeBufferPointer { b in
                unsafe bias.withUnsafeBufferPointer { bias in
                    let right = unsafe Kernels.Right(base: b.baseAddress!, row: columns)
                    unsafe x.withUnsafeBufferPointer { x in
                        unsafe Kernels.multiply(
                            rows: 1, columns: columns,
                            Kernels.Left(base: x.baseAddress!, row: 0, depth: features), right,
                            into: &dense, row: columns, .bias(bias.baseAddress!, rectify: true), at: level)
                    }
                    let (values, places) = (rows.map { x[$0] } + [0], rows.map(Int32.init) + [0])
                    unsafe values.withUnsafeBufferPointer { values in
                        unsafe places.withUnsafeBufferPointer { places in
                            let nonZeros = unsafe Kernels.NonZeros(
                                values: values.baseAddress!,
                                rows: places.baseAddress!, count: rows.count)
                            unsafe panels.withPanels { panels in
                                unsafe Kernels.sumRows(
                                    nonZeros, columns: columns, panels, bias: bias.baseAddress!,
                                    rectify: true, into: &sparse, at: level)
                            }
                        }
                    }
                }
            }
            #expect(bits(dense) == bits(sparse))
        }
    }

    /// The matrices of F(4x4, 3x3) (Lavin and Gray 2015) for the points 0, 1, -1, 2, -2 and infinity.
    static let bT: [[Double]] = [
        [4, 0, -5, 0, 1, 0], [0, -4, -4, 1, 1, 0], [0, 4, -4, -1, 1, 0], [0, -2, -1, 2, 1, 0],
        [0, 2, -1, -2, 1, 0], [0, 4, 0, -5, 0, 1],
    ]
    static let g: [[Double]] = [
        [1 / 4, 0, 0], [-1 / 6, -1 / 6, -1 / 6], [-1 / 6, 1 / 6, -1 / 6], [1 / 24, 1 / 12, 1 / 6],
        [1 / 24, -1 / 12, 1 / 6], [0, 0, 1],
    ]
    static let aT: [[Double]] = [
        [1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1],
    ]

    @Test(arguments: [
        (Kernels.Transform.input, bT), (.kernel, g), (.outputGradient, transposed(aT)),
        (.inputGradient, transposed(bT)), (.kernelGradient, transposed(g)),
    ])
    func `a transform multiplies by its matrix on both sides`(
        _ transform: Kernels.Transform, matrix: [[Double]]
    ) {
        let (to, from, channels) = (matrix.count, matrix[0].count, 32)
        let x = noise(from * from * channels, seed: 8)
        let start = noise(to * to * channels, seed: 9)
        let adds = transform == .inputGradient || transform == .kernelGradient
        for level in Kernels.Level.all {
            var (source, y) = (x, start)
            unsafe source.withUnsafeMutableBufferPointer { source in
                unsafe y.withUnsafeMutableBufferPointer { y in
                    unsafe Kernels.transform(
                        transform, channels: channels,
                        Kernels.Tiles(base: source.baseAddress!, row: from * channels, column: channels),
                        into: Kernels.Tiles(base: y.baseAddress!, row: to * channels, column: channels),
                        at: level)
                }
            }
            var expected = start.map { adds ? Double($0) : 0 }
            Self.addBothSides(of: x, matrix, channels, to: &expected)
            #expect(worstDifference(y, expected) < 1e-4, "level \(level)")
        }
    }

    @Test(arguments: [false, true])
    func `the output transform ends in bias, rectifier and pooling, and stays inside the plane`(_ pools: Bool)
    {
        let channels = 16
        let x = noise(36 * channels, seed: 10)
        let bias = noise(channels, seed: 11)
        var whole = [Double](repeating: 0, count: 16 * channels)
        Self.addBothSides(of: x, Self.aT, channels, to: &whole)
        // Of 4 x 4 pixels (2 x 2 pooled ones), one row and column are beyond the plane.
        let side = pools ? 1 : 3
        var expected = [Double](repeating: 7, count: side * side * channels + channels)
        for index in 0..<side * side * channels {
            let (pixel, channel) = index.quotientAndRemainder(dividingBy: channels)
            let (row, column) = pixel.quotientAndRemainder(dividingBy: side)
            let corners = pools ? [0, 1, 4, 5] : [row * 4 + column]
            let value = corners.map { whole[$0 * channels + channel] }.max() ?? 0
            expected[index] = max(0, value + Double(bias[channel]))
        }
        for level in Kernels.Level.all {
            var source = x
            var y = [Float](repeating: 7, count: expected.count)
            unsafe source.withUnsafeMutableBufferPointer { source in
                unsafe y.withUnsafeMutableBufferPointer { y in
                    unsafe Kernels.transformOutput(
                        down: 1, across: 1, channels: channels,
                        Kernels.Tiles(base: source.baseAddress!, row: 6 * channels, column: channels),
                        into: Kernels.Tiles(base: y.baseAddress!, row: side * channels, column: channels),
                        height: side, width: side, bias: bias, rectify: true, pools: pools, at: level)
                }
            }
            #expect(worstDifference(y, expected) < 1e-4, "level \(level)")
        }
    }

    private static func transposed(_ matrix: [[Double]]) -> [[Double]] {
        matrix[0].indices.map { column in matrix.map { $0[column] } }
    }

    /// y += L x Lᵀ for every channel.
    private static func addBothSides(
        of x: [Float], _ matrix: [[Double]], _ channels: Int, to y: inout [Double]
    ) {
        let (to, from) = (matrix.count, matrix[0].count)
        for row in 0..<to {
            for column in 0..<to {
                for i in 0..<from {
                    for j in 0..<from {
                        let factor = matrix[row][i] * matrix[column][j]
                        for c in 0..<channels {
                            y[(row * to + column) * channels + c] +=
                                factor * Double(x[(i * from + j) * channels + c])
                        }
                    }
                }
            }
        }
    }
}
