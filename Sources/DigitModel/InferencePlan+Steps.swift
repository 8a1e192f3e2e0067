import Neural

extension InferencePlan.Step {
    /// Floats of the unfolded image that the step needs.
    var columnCount: Int {
        if case .convolution(let unfolding, _) = self { unfolding.rows * unfolding.columns } else { 0 }
    }

    /// Takes the batch norm that follows into this step's weights.
    mutating func fold(scale: [Float], shift: [Float], mean: [Float], variance: [Float]) {
        func folded(_ map: LinearMap) -> LinearMap {
            var map = map
            map.fold(
                scale: scale, shift: shift, mean: mean, variance: variance,
                epsilon: BatchNormalization.epsilon)
            return map
        }
        switch self {
        case .convolution(let unfolding, let map): self = .convolution(unfolding, folded(map))
        case .dense(let map): self = .dense(folded(map))
        case .relu, .maxPool, .globalAveragePool:
            preconditionFailure("batch norm follows a convolution or a dense layer in every architecture")
        }
    }

    /// Takes `workspace.current` one step on.
    func run(_ workspace: inout InferenceWorkspace) {
        switch self {
        case .convolution(let unfolding, let map):
            unsafe workspace.current.withUnsafeBufferPointer { x in
                unsafe workspace.columns.withUnsafeMutableBufferPointer { columns in
                    guard let x = x.baseAddress, let columns = columns.baseAddress else { return }
                    unsafe unfolding.unfold(x, into: columns)
                }
            }
            map.apply(to: workspace.columns, rows: unfolding.rows, into: &workspace.next)
        case .dense(let map):
            map.apply(to: workspace.current, rows: 1, into: &workspace.next)
        case .relu(let count):
            for i in 0..<count { workspace.current[i] = max(workspace.current[i], 0) }
            return
        case .maxPool(let shape, let size):
            pool(workspace.current, shape, size: size, into: &workspace.next)
        case .globalAveragePool(let shape):
            for c in 0..<shape.channels {
                let plane = stride(from: c, to: shape.count, by: shape.channels)
                workspace.next[c] = plane.reduce(0) { $0 + workspace.current[$1] } / Float(shape.area)
            }
        }
        swap(&workspace.current, &workspace.next)
    }

    private func pool(_ x: [Float], _ shape: Shape, size: Int, into y: inout [Float]) {
        let channels = shape.channels
        var output = 0
        for row in 0..<(shape.height / size) {
            for column in 0..<(shape.width / size) {
                for c in 0..<channels {
                    var largest = -Float.infinity
                    for down in 0..<size {
                        for right in 0..<size {
                            let pixel = (row * size + down) * shape.width + column * size + right
                            largest = max(largest, x[pixel * channels + c])
                        }
                    }
                    y[output + c] = largest
                }
                output += channels
            }
        }
    }
}

extension LinearMap {
    /// x: (rows, I), y: (rows, O)
    func apply(to x: [Float], rows: Int, into y: inout [Float]) {
        for row in 0..<rows {
            for o in 0..<outputs { y[row * outputs + o] = bias[o] }
        }
        unsafe x.withUnsafeBufferPointer { x in
            unsafe weights.withUnsafeBufferPointer { w in
                unsafe y.withUnsafeMutableBufferPointer { y in
                    guard let x = x.baseAddress, let w = w.baseAddress, let y = y.baseAddress else { return }
                    unsafe GEMM.multiply(m: rows, n: outputs, k: inputs, x, w, beta: 1, into: y)
                }
            }
        }
    }
}
