public import Neural

/// A network by name: the one declaration that the trainer trains and the server serves.
public struct Architecture: Sendable, Equatable {
    /// What `--architecture` and a checkpoint call it.
    public let name: String
    public let layers: [LayerDescription]

    /// One grey image, 28 × 28.
    public static let input = Shape(height: 28, width: 28, channels: 1)

    /// Digits that a network tells apart.
    public static let classes = 10

    /// Where the network's tensors lie.
    public var layout: ParameterLayout { layers.layout(input: Self.input) }

    /// Parameters that are trained.
    public var parameterCount: Int { layout.trainedCount }

    /// Multiply-adds for one image, by direct convolution.
    public var multiplyAdds: Int { layers.multiplyAdds(input: Self.input) }

    /// The architecture of that name.
    public static func named(_ name: String) -> Architecture? {
        all.first { $0.name == name }
    }

    /// Every architecture, the default first.
    public static let all = [inkling, small, wide, early]

    /// The default: three blocks of two 3 × 3 convolutions.
    public static let inkling = blocks("inkling", widths: [16, 32, 64], inFirst: 2)
    static let small = blocks("trial-small", widths: [12, 24, 48], inFirst: 2)
    static let wide = blocks("trial-wide", widths: [24, 48, 96], inFirst: 2)
    static let early = blocks("trial-early", widths: [24, 48, 96], inFirst: 1)

    /// Blocks of 3 × 3 convolutions, each followed by batch norm and ReLU, halved between by max pooling; then the
    /// mean of each map and one dense layer.
    private static func blocks(_ name: String, widths: [Int], inFirst: Int) -> Architecture {
        var layers: [LayerDescription] = []
        var index = 0
        for (block, width) in widths.enumerated() {
            if block > 0 { layers.append(.maxPool(size: 2)) }
            for _ in 0..<(block == 0 ? inFirst : 2) {
                index += 1
                layers += [
                    .convolution("conv\(index)", outputs: width, kernel: 3, padding: 1, bias: false),
                    .batchNorm("bn\(index)"), .relu,
                ]
            }
        }
        layers += [.globalAveragePool, .dense("fc", outputs: classes)]
        return Architecture(name: name, layers: layers)
    }
}
