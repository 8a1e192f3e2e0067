import Testing

@testable import Neural

struct GEMMTests {
    static let shapes = [
        (1, 1, 1), (1, 7, 3), (5, 1, 2), (3, 4, 1), (17, 9, 33), (64, 10, 144), (65, 67, 31),
    ]

    @Test(arguments: shapes, [(false, false), (true, false), (false, true), (true, true)])
    func `a product agrees with three loops`(
        _ shape: (m: Int, n: Int, k: Int), _ transposed: (a: Bool, b: Bool)
    ) {
        let (m, n, k) = shape
        let (a, b, old) = (noise(m * k, seed: 1), noise(k * n, seed: 2), noise(m * n, seed: 3))
        for beta in [Float(0), 1, -0.5] {
            var expected = [Double](repeating: 0, count: m * n)
            for row in 0..<m {
                for column in 0..<n {
                    var sum = Double(beta) * Double(old[row * n + column])
                    for i in 0..<k {
                        let left = a[transposed.a ? i * m + row : row * k + i]
                        let right = b[transposed.b ? column * k + i : i * n + column]
                        sum += Double(left) * Double(right)
                    }
                    expected[row * n + column] = sum
                }
            }
            let (left, right, c) = (FloatBuffer(a), FloatBuffer(b), FloatBuffer(old))
            unsafe GEMM.multiply(
                m: m, n: n, k: k, left.base, transposeA: transposed.a, right.base, transposeB: transposed.b,
                beta: beta, into: c.base)
            #expect(worstDifference(c.values, expected) < 1e-5, "beta \(beta)")
        }
    }

    @Test func `with beta 0 what was there does not matter, even NaN`() {
        let (a, b) = (FloatBuffer([2]), FloatBuffer([3, 4]))
        let c = FloatBuffer([.nan, .infinity])
        unsafe GEMM.multiply(m: 1, n: 2, k: 1, a.base, b.base, into: c.base)
        #expect(c.values == [6, 8])
    }
}
