internal import CKernels

/// The inner loops, the only file that calls them: products and Winograd's transforms for the best instruction set
/// that the machine runs.
///
/// They are C because Swift cannot compile one function for several instruction sets; `NaiveNetwork` in the tests is
/// their oracle.
enum Kernels {
    /// An instruction set that the kernels are compiled for.
    struct Level: Sendable, Equatable {
        fileprivate let code: ck_level

        /// The best one here.
        static let best = Level(code: ck_best_level())

        /// All that run here, the plainest first.
        static let all = (CK_BASELINE.rawValue...ck_best_level().rawValue).map { Level(code: ck_level($0)) }

        /// What people call it.
        var name: String {
            switch code {
            case CK_AVX512: "AVX-512"
            case CK_AVX2: "AVX2"
            default: "baseline"
            }
        }

        /// Whether narrow numbers become float32 in registers at less cost than reading them wide.
        var widensInRegisters: Bool { code != CK_BASELINE }
    }

    /// Floats in a vector: rows of what the kernels store are multiples of it.
    static let lanes = Int(CK_LANES)

    /// Columns of one panel of a packed matrix.
    static let panel = Int(CK_PANEL)

    /// `count` rounded up to whole vectors.
    static func padded(_ count: Int) -> Int { (count + lanes - 1) / lanes * lanes }

    /// The left factors of a product: row i's lie at base + i · row + plane · p + segment · s + k · step, for p below
    /// `planes`, s below `segments` and k below `depth`.
    @unsafe struct Left {
        var base: UnsafePointer<Float>
        var row: Int
        var planes = 1
        var segments = 1
        var depth: Int
        var plane = 0
        var segment = 0
        var step = 1
    }

    /// The right factors: (k, j) lies at base + (j / panel) · panelStride + k · row + j % panel.
    @unsafe struct Right {
        var base: UnsafePointer<Float>
        var row: Int
        var panelStride = Kernels.panel
    }

    /// What a product does with its sums.
    @unsafe enum Finish {
        case store
        case add(rectify: Bool = false)
        case bias(UnsafePointer<Float>, rectify: Bool)
    }

    /// C = A·B, (rows, columns), with the sums finished as asked. `columns` is a multiple of `lanes`.
    static func multiply(
        rows: Int, columns: Int, _ a: Left, _ b: Right, into c: UnsafeMutablePointer<Float>, row: Int,
        _ finish: Finish, at level: Level = .best
    ) {
        var product = unsafe ck_product()
        unsafe (product.rows, product.columns) = (rows, columns)
        unsafe (product.planes, product.segments, product.depth) = unsafe (a.planes, a.segments, a.depth)
        unsafe product.a = a.base
        unsafe (product.a_row, product.a_plane, product.a_segment, product.a_step) =
            (a.row, a.plane, a.segment, a.step)
        unsafe product.b = b.base
        unsafe (product.b_panel, product.b_row) = (b.panelStride, b.row)
        unsafe product.c = c
        unsafe product.c_row = row
        switch unsafe finish {
        case .store: break
        case .add(let rectify):
            unsafe product.accumulate = 1
            unsafe product.rectify = rectify ? 1 : 0
        case .bias(let bias, let rectify):
            unsafe product.bias = bias
            unsafe product.rectify = rectify ? 1 : 0
        }
        unsafe ck_multiply(level.code, &product)
    }

    /// The rows of a matrix in panels, as `Right` has them, of numbers that may be narrower than float32.
    @unsafe struct Panels {
        var base: UnsafeRawPointer
        var format: WeightFormat
        var row: Int
        var panelStride: Int
    }

    /// A vector's values that are not zero, and the rows of a matrix that they multiply.
    @unsafe struct NonZeros {
        var values: UnsafePointer<Float>
        var rows: UnsafePointer<Int32>
        var count: Int
    }

    /// y = bias (0 where there is none) + Σ values[n] · row rows[n] of B, the same bits as `multiply` with zeros for
    /// the rows left out.
    static func sumRows(
        _ x: NonZeros, columns: Int, _ b: Panels, bias: UnsafePointer<Float>?, rectify: Bool,
        into y: UnsafeMutablePointer<Float>, at level: Level = .best
    ) {
        var sum = unsafe ck_row_sum()
        unsafe (sum.columns, sum.count) = (columns, x.count)
        unsafe (sum.values, sum.rows) = (x.values, x.rows)
        unsafe sum.format = b.format.code
        unsafe (sum.b, sum.b_panel, sum.b_row) = (b.base, b.panelStride, b.row)
        unsafe (sum.y, sum.bias) = (y, bias)
        unsafe sum.rectify = rectify ? 1 : 0
        unsafe ck_sum_rows(level.code, &sum)
    }

    /// Small square matrices of channel vectors, in a grid: tile (i, j) begins at base + i · down + j · across, its
    /// element (r, c) lies r · row + c · column further on.
    @unsafe struct Tiles {
        var base: UnsafeMutablePointer<Float>
        var down = 0
        var across = 0
        var row: Int
        var column: Int
    }

    /// Winograd's transforms but the last; `ck_transform` says what each does.
    enum Transform {
        case input, kernel, outputGradient, inputGradient, kernelGradient

        fileprivate var code: ck_transform {
            switch self {
            case .input: CK_INPUT
            case .kernel: CK_KERNEL
            case .outputGradient: CK_OUTPUT_GRADIENT
            case .inputGradient: CK_INPUT_GRADIENT
            case .kernelGradient: CK_KERNEL_GRADIENT
            }
        }
    }

    /// Transforms a grid of `down` × `across` tiles of `channels`, a multiple of `lanes`.
    static func transform(
        _ transform: Transform, down: Int = 1, across: Int = 1, channels: Int, _ x: Tiles, into y: Tiles,
        at level: Level = .best
    ) {
        var grid = unsafe Self.grid(down: down, across: across, channels: channels, x, y)
        unsafe ck_transform(level.code, transform.code, &grid)
    }

    /// Aᵀ m A to a plane of `height` × `width` pixels, then bias, rectifier and, where `pools`, the largest of every
    /// 2 × 2 square, which the plane's height and width count then.
    static func transformOutput(
        down: Int, across: Int, channels: Int, _ x: Tiles, into y: Tiles, height: Int, width: Int,
        bias: UnsafePointer<Float>?, rectify: Bool, pools: Bool, at level: Level = .best
    ) {
        var output = unsafe ck_output()
        unsafe output.grid = Self.grid(down: down, across: across, channels: channels, x, y)
        unsafe (output.height, output.width) = (height, width)
        unsafe output.bias = bias
        unsafe (output.rectify, output.pool) = (rectify ? 1 : 0, pools ? 1 : 0)
        unsafe ck_transform_output(level.code, &output)
    }

    private static func grid(down: Int, across: Int, channels: Int, _ x: Tiles, _ y: Tiles) -> ck_grid {
        unsafe ck_grid(
            down: down, across: across, channels: channels,
            x: x.base, x_down: x.down, x_across: x.across, x_row: x.row, x_column: x.column,
            y: y.base, y_down: y.down, y_across: y.across, y_row: y.row, y_column: y.column)
    }
}

extension WeightFormat {
    fileprivate var code: ck_format {
        switch self {
        case .float32: CK_FLOAT32
        case .float16: CK_FLOAT16
        case .int8: CK_INT8
        }
    }
}
