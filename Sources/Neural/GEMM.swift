internal import COpenBLAS

/// General matrix multiplication by OpenBLAS, the only file that calls it.
///
/// OpenBLAS runs one thread a call: parallelism belongs to the caller, the trainer's `Team`, which has
/// bigger pieces to share out than one small product.
enum GEMM {
    private static let isConfigured: Bool = {
        openblas_set_num_threads(1)
        return true
    }()

    /// C = A·B + beta·C, all row-major, with A or B read as its transpose where asked.
    ///
    /// a: (m, k), or (k, m) where `transposeA`; b: (k, n), or (n, k) where `transposeB`; c: (m, n). `rowA` and `row` are
    /// the floats from one row to the next of A and of C, where those are parts of wider matrices.
    static func multiply(
        m: Int, n: Int, k: Int,
        _ a: UnsafePointer<Float>, rowA: Int? = nil, transposeA: Bool = false,
        _ b: UnsafePointer<Float>, transposeB: Bool = false,
        beta: Float = 0, into c: UnsafeMutablePointer<Float>, row: Int? = nil
    ) {
        precondition(isConfigured)
        unsafe cblas_sgemm(
            CblasRowMajor,
            transposeA ? CblasTrans : CblasNoTrans,
            transposeB ? CblasTrans : CblasNoTrans,
            blasint(m), blasint(n), blasint(k),
            1, a, blasint(rowA ?? (transposeA ? m : k)), b, blasint(transposeB ? k : n),
            beta, c, blasint(row ?? n))
    }
}
