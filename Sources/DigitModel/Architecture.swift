public import Neural

/// A network by name: the one declaration that the trainer trains and the server serves.
public struct Architecture: Sendable, Equatable {
    /// What `--architecture` and a checkpoint call it.
    public let name: String
    public let layers: [LayerDescription]

    /// One grey image; of another size than `Architecture.input` where it was asked for.
    public let input: Shape

    /// The input that everything here is made for and served with: one grey image, 28 × 28.
    public static let input = Shape(height: 28, width: 28, channels: 1)

    /// Digits that a network tells apart.
    public static let classes = 10

    /// Where the network's tensors lie.
    public var layout: ParameterLayout { layers.layout(input: input) }

    /// Parameters that are trained.
    public var parameterCount: Int { layout.trainedCount }

    /// Multiply-adds for one image, by direct convolution.
    public var multiplyAdds: Int { layers.multiplyAdds(input: input) }

    init(name: String, layers: [LayerDescription], input: Shape = Self.input) {
        self.name = name
        self.layers = layers
        self.input = input
    }

    /// The architecture of that name.
    public static func named(_ name: String) -> Architecture? {
        all.first { $0.name == name }
    }

    /// The same layers for images of another size; nil where they are too small for a pooling or a convolution in it.
    public func taking(_ input: Shape) -> Architecture? {
        let hasRoom = layers.withInputs(from: input).allSatisfy { layer, input in
            let output = layer.output(for: input)
            return output.height > 0 && output.width > 0
        }
        return hasRoom ? Architecture(name: name, layers: layers, input: input) : nil
    }

    /// Every architecture, the default first.
    public static let all = [
        inkling, inklingTiny, mnistNet, mlpBase, mlpImproved, cnnSmall, cnnAdaptive, cnnBlocks,
    ]

    /// The default: 157,330 parameters, 12.4 million multiply-adds.
    public static let inkling = blocks("inkling", widths: (24, 48, 96))

    /// A quarter of that, for small machines and quick trials.
    public static let inklingTiny = blocks("inkling-tiny", widths: (12, 24, 48))

    /// One 3 × 3 convolution on the full plane, then two on a half and two on a quarter of it, each followed by
    /// batch norm and ReLU; then the mean of each map and one dense layer.
    ///
    /// Most of the work is done at 14 × 14 and below: a second convolution at 28 × 28 costs as much as a whole
    /// block there and gained nothing (the model card has the figures).
    private static func blocks(_ name: String, widths: (Int, Int, Int)) -> Architecture {
        func unit(_ index: Int, _ outputs: Int) -> [LayerDescription] {
            [
                .convolution("conv\(index)", outputs: outputs, kernel: 3, padding: 1, bias: false),
                .batchNorm("bn\(index)"), .relu,
            ]
        }
        let layers =
            unit(1, widths.0) + [.maxPool(size: 2)]
            + unit(2, widths.1) + unit(3, widths.1) + [.maxPool(size: 2)]
            + unit(4, widths.2) + unit(5, widths.2)
            + [.globalAveragePool, .dense("fc", outputs: classes)]
        return Architecture(name: name, layers: layers)
    }
}
