import Neural

/// A network as plain loops over Doubles, one layer after the other: slow, obvious, and what the real one must agree
/// with. Parameters are the file's: PyTorch's names, kernels OIHW.
struct NaiveNetwork {
    let layers: [LayerDescription]
    let input: Shape
    var parameters: [String: [Double]]

    /// Takes a block of parameters apart.
    init(_ layers: [LayerDescription], input: Shape, parameters block: [Float]) {
        self.layers = layers
        self.input = input
        let layout = layers.layout(input: input)
        parameters = [:]
        for entry in layout.entries {
            parameters[entry.name] = layout.fileValues(of: entry, in: block).map(Double.init)
        }
    }

    /// x: (B, H, W, C); the result: (B, H', W', C'). Dropout passes everything on.
    func forward(_ x: [Double], isTraining: Bool) -> [Double] {
        var (x, shape) = (x, input)
        for layer in layers {
            x = run(layer, x, shape, isTraining)
            shape = layer.output(for: shape)
        }
        return x
    }

    private func run(_ layer: LayerDescription, _ x: [Double], _ shape: Shape, _ isTraining: Bool) -> [Double]
    {
        switch layer {
        case .convolution(let name, _, let kernel, let padding, _):
            convolution(x, shape, layer.output(for: shape), name, kernel, padding)
        case .batchNorm(let name): batchNorm(x, shape, name, isTraining)
        case .relu: x.map { $0 > 0 ? $0 : 0 }
        case .maxPool(let size): maxPool(x, shape, layer.output(for: shape), size)
        case .globalAveragePool: globalAveragePool(x, shape)
        case .dense(let name, let outputs): dense(x, shape, outputs, name)
        case .dropout: x
        }
    }

    private func tensor(_ name: String) -> [Double] { parameters[name] ?? [] }

    private func convolution(
        _ x: [Double], _ i: Shape, _ o: Shape, _ name: String, _ kernel: Int, _ padding: Int
    ) -> [Double] {
        let (weight, bias) = (tensor("\(name).weight"), tensor("\(name).bias"))
        var y: [Double] = []
        for sample in 0..<x.count / i.count {
            for row in 0..<o.height {
                for column in 0..<o.width {
                    for output in 0..<o.channels {
                        var sum = bias.isEmpty ? 0 : bias[output]
                        for input in 0..<i.channels {
                            for down in 0..<kernel {
                                for right in 0..<kernel {
                                    let (v, u) = (row + down - padding, column + right - padding)
                                    guard (0..<i.height).contains(v), (0..<i.width).contains(u) else {
                                        continue
                                    }
                                    let pixel = (sample * i.height + v) * i.width + u
                                    let tap = ((output * i.channels + input) * kernel + down) * kernel + right
                                    sum += x[pixel * i.channels + input] * weight[tap]
                                }
                            }
                        }
                        y.append(sum)
                    }
                }
            }
        }
        return y
    }

    private func batchNorm(_ x: [Double], _ shape: Shape, _ name: String, _ isTraining: Bool) -> [Double] {
        var y = x
        for c in 0..<shape.channels {
            let places = Array(stride(from: c, to: x.count, by: shape.channels))
            var mean = tensor("\(name).running_mean")[c]
            var variance = tensor("\(name).running_var")[c]
            if isTraining {
                mean = places.reduce(0) { $0 + x[$1] } / Double(places.count)
                variance = places.reduce(0) { $0 + (x[$1] - mean) * (x[$1] - mean) } / Double(places.count)
            }
            let (scale, shift) = (tensor("\(name).weight")[c], tensor("\(name).bias")[c])
            for i in places { y[i] = (x[i] - mean) / (variance + 1e-5).squareRoot() * scale + shift }
        }
        return y
    }

    private func maxPool(_ x: [Double], _ i: Shape, _ o: Shape, _ size: Int) -> [Double] {
        var y: [Double] = []
        for sample in 0..<x.count / i.count {
            for row in 0..<o.height {
                for column in 0..<o.width {
                    for c in 0..<i.channels {
                        let square = (0..<size * size).map { k in
                            let (v, u) = (row * size + k / size, column * size + k % size)
                            return x[((sample * i.height + v) * i.width + u) * i.channels + c]
                        }
                        y.append(square.max() ?? .nan)
                    }
                }
            }
        }
        return y
    }

    private func globalAveragePool(_ x: [Double], _ shape: Shape) -> [Double] {
        (0..<x.count / shape.count * shape.channels).map { place in
            let (sample, c) = (place / shape.channels, place % shape.channels)
            let plane = (0..<shape.area).map { x[(sample * shape.area + $0) * shape.channels + c] }
            return plane.reduce(0, +) / Double(shape.area)
        }
    }

    /// A plane's channels come first in the matrix of the file.
    private func dense(_ x: [Double], _ shape: Shape, _ outputs: Int, _ name: String) -> [Double] {
        let (weight, bias) = (tensor("\(name).weight"), tensor("\(name).bias"))
        return (0..<x.count / shape.count * outputs).map { place in
            let (sample, output) = (place / outputs, place % outputs)
            var sum = bias[output]
            for c in 0..<shape.channels {
                for pixel in 0..<shape.area {
                    sum +=
                        x[(sample * shape.area + pixel) * shape.channels + c]
                        * weight[(output * shape.channels + c) * shape.area + pixel]
                }
            }
            return sum
        }
    }
}

/// Σ dy · f(x): the scalar whose gradient a backward pass computes.
func weighted(_ y: [Double], by dy: [Float]) -> Double {
    zip(y, dy).reduce(0) { $0 + $1.0 * Double($1.1) }
}

/// The central difference of `f` at every element of `point`.
func centralDifferences(at point: [Double], of f: ([Double]) -> Double) -> [Double] {
    let step = 1e-5
    return point.indices.map { i in
        var moved = point
        moved[i] = point[i] + step
        let above = f(moved)
        moved[i] = point[i] - step
        return (above - f(moved)) / (2 * step)
    }
}
