/// Cuts a step's gradients down to a norm of all of them together, where they are longer
/// (Pascanu, Mikolov and Bengio 2013), as PyTorch's `clip_grad_norm_` does.
public struct GradientClipping: Sendable {
    public let maximumNorm: Float

    public init(maximumNorm: Float) {
        self.maximumNorm = maximumNorm
    }

    /// What the gradients are to be multiplied by, 1 where they are short enough.
    ///
    /// The sum is taken in double precision, over pieces of one size and in their order: it does not depend on the
    /// number of threads.
    public func scale(for gradients: FloatBuffer, team: Team) -> Float {
        let size = 4096
        let pieces = (gradients.count + size - 1) / size
        var sums = [Double](repeating: 0, count: pieces)
        unsafe sums.withUnsafeMutableBufferPointer { sums in
            team.forEach(pieces) { piece in
                var sum = SIMD8<Double>(repeating: 0)
                forEachVector(in: piece * size..<min((piece + 1) * size, gradients.count)) { i, count in
                    let g = unsafe SIMD8<Double>((gradients.base + i).vector(count))
                    sum += g * g
                }
                unsafe sums[piece] = sum.sum()
            }
        }
        let norm = sums.reduce(0, +).squareRoot()
        return Float(min(1, Double(maximumNorm) / (norm + 1e-6)))
    }
}
