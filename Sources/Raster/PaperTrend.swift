/// The slow change of light over a sheet: the quadratic surface that most of its cells lie on.
///
/// Least squares over all cells, then twice more without those that lie far off: ink, and the far side of a shadow.
struct PaperTrend {
    /// Of 1, x, y, x², xy, y², with x and y in -1...1.
    private var coefficients = [Double](repeating: 0, count: 6)

    /// Fits the grid; a grid too small for a surface gets its mean.
    init(_ grid: Plane) {
        let values = grid.values.map(Double.init)
        var isUsed = [Bool](repeating: true, count: values.count)
        for _ in 0..<3 {
            guard let fit = Self.fit(values, width: grid.width, height: grid.height, where: isUsed) else {
                break
            }
            coefficients = fit
            let errors = values.indices.map {
                abs(values[$0] - value(column: $0 % grid.width, row: $0 / grid.width, of: grid))
            }
            let typical = errors.sorted()[errors.count / 2]
            isUsed = errors.map { $0 <= 2.5 * typical }
        }
    }

    /// The surface at the middle of a cell.
    func value(column: Int, row: Int, of grid: Plane) -> Double {
        let terms = Self.terms(column: column, row: row, width: grid.width, height: grid.height)
        return zip(terms, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private static func terms(column: Int, row: Int, width: Int, height: Int) -> [Double] {
        let x = (Double(column) + 0.5) / Double(width) * 2 - 1
        let y = (Double(row) + 0.5) / Double(height) * 2 - 1
        return [1, x, y, x * x, x * y, y * y]
    }

    /// The least-squares coefficients from the normal equations, or `nil` where the cells do not determine them.
    private static func fit(_ values: [Double], width: Int, height: Int, where isUsed: [Bool]) -> [Double]? {
        var matrix = Array(repeating: [Double](repeating: 0, count: 7), count: 6)
        for index in values.indices where isUsed[index] {
            let terms = terms(column: index % width, row: index / width, width: width, height: height)
            for row in 0..<6 {
                for column in 0..<6 { matrix[row][column] += terms[row] * terms[column] }
                matrix[row][6] += terms[row] * values[index]
            }
        }
        // Gauss-Jordan elimination with row pivots.
        for pivot in 0..<6 {
            let best = (pivot..<6).max { abs(matrix[$0][pivot]) < abs(matrix[$1][pivot]) } ?? pivot
            guard abs(matrix[best][pivot]) > 1e-9 else { return nil }
            matrix.swapAt(pivot, best)
            for row in 0..<6 where row != pivot {
                let factor = matrix[row][pivot] / matrix[pivot][pivot]
                for column in pivot..<7 { matrix[row][column] -= factor * matrix[pivot][column] }
            }
        }
        return (0..<6).map { matrix[$0][6] / matrix[$0][$0] }
    }
}
