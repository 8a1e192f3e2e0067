/// The slow change of light over a sheet: the quadratic surface that most of its cells lie on.
///
/// Least squares over all cells, then twice more without those that lie far off: ink, and the far side of a shadow.
struct PaperTrend {
    /// The surface at the middle of each cell.
    private(set) var surface: Plane<Float>

    /// Fits the grid; on a grid too small for a surface the trend is zero.
    init(_ grid: Plane<Float>) {
        surface = Plane(width: grid.width, height: grid.height, filledWith: 0)
        let terms = (0..<grid.values.count).map { index in
            Self.terms(
                x: (Double(index % grid.width) + 0.5) / Double(grid.width) * 2 - 1,
                y: (Double(index / grid.width) + 0.5) / Double(grid.height) * 2 - 1)
        }
        var isUsed = [Bool](repeating: true, count: grid.values.count)
        for _ in 0..<3 {
            guard let fit = Self.fit(terms, to: grid.values, where: isUsed) else { break }
            for (index, term) in terms.enumerated() { surface.values[index] = Float((term * fit).sum()) }
            let errors = zip(grid.values, surface.values).map { abs($0 - $1) }
            let typical = errors.sorted()[errors.count / 2]
            isUsed = errors.map { $0 <= 2.5 * typical }
        }
    }

    /// 1, x, y, x², xy, y², with x and y in -1...1, and room for two more.
    private typealias Terms = SIMD8<Double>

    private static func terms(x: Double, y: Double) -> Terms { [1, x, y, x * x, x * y, y * y, 0, 0] }

    /// The least-squares coefficients from the normal equations, or `nil` where the cells do not determine them.
    private static func fit(_ terms: [Terms], to values: [Float], where isUsed: [Bool]) -> Terms? {
        // Six equations; the seventh number of each is its right-hand side.
        var matrix = [Terms](repeating: .zero, count: 6)
        for (index, term) in terms.enumerated() where isUsed[index] {
            var extended = term
            extended[6] = Double(values[index])
            for row in 0..<6 { matrix[row] += extended * term[row] }
        }
        // Gauss-Jordan elimination with row pivots.
        for pivot in 0..<6 {
            let best = (pivot..<6).max { abs(matrix[$0][pivot]) < abs(matrix[$1][pivot]) } ?? pivot
            guard abs(matrix[best][pivot]) > 1e-9 else { return nil }
            matrix.swapAt(pivot, best)
            for row in 0..<6 where row != pivot {
                matrix[row] -= matrix[pivot] * (matrix[row][pivot] / matrix[pivot][pivot])
            }
        }
        var coefficients = Terms.zero
        for row in 0..<6 { coefficients[row] = matrix[row][6] / matrix[row][row] }
        return coefficients
    }
}
