import Neural

/// Well-known networks for the same task, as their authors declare them: what ours are compared with.
///
/// Each one's tensors are those of a plain `nn.Module` with the attributes named in its comment, so that a
/// `state_dict` of such a module is a checkpoint of the architecture.
extension Architecture {
    /// Two convolutions and two dense layers, after PyTorch's MNIST example: 1,200,074 parameters, 12.0 million
    /// multiply-adds. Attributes: `conv1`, `bn1`, `conv2`, `bn2`, `fc1`, `fc2`.
    public static let mnistNet = Architecture(
        name: "mnist-net",
        layers: unit(1, outputs: 32, padding: 0) + unit(2, outputs: 64, padding: 0) + [
            .maxPool(size: 2), .dropout(rate: 0.25),
            .dense("fc1", outputs: 128), .relu, .dropout(rate: 0.5),
            .dense("fc2", outputs: classes),
        ])

    /// Two hidden layers of 512: 669,706 parameters. Attributes: `fc1`, `fc2`, `fc3`.
    public static let mlpBase = Architecture(
        name: "mlp-base",
        layers: [
            .dense("fc1", outputs: 512), .relu, .dropout(rate: 0.2),
            .dense("fc2", outputs: 512), .relu, .dropout(rate: 0.2),
            .dense("fc3", outputs: classes),
        ])

    /// Four hidden layers, each half as wide as the one before, with batch norm: 1,497,994 parameters.
    /// Attributes: `fc1`, `bn1`, ... `fc4`, `bn4`, `fc5`.
    public static let mlpImproved = Architecture(
        name: "mlp-improved",
        layers: [1024, 512, 256, 128].enumerated().flatMap { index, outputs in
            [
                LayerDescription.dense("fc\(index + 1)", outputs: outputs), .batchNorm("bn\(index + 1)"),
                .relu,
                .dropout(rate: 0.4),
            ]
        } + [.dense("fc5", outputs: classes)])

    /// Two convolutions of 5 × 5, each pooled before it is rectified: 21,840 parameters. Attributes: `conv1`,
    /// `conv2`, `fc1`, `fc2`.
    public static let cnnSmall = Architecture(
        name: "cnn-small",
        layers: [
            .convolution("conv1", outputs: 10, kernel: 5, padding: 0, bias: true), .maxPool(size: 2), .relu,
            .convolution("conv2", outputs: 20, kernel: 5, padding: 0, bias: true), .dropout(rate: 0.2),
            .maxPool(size: 2), .relu,
            .dense("fc1", outputs: 50), .relu,
            .dense("fc2", outputs: classes),
        ])

    /// Three convolutions and the mean of each map, so that it could take any size of image: 93,962 parameters.
    /// Attributes: `conv1`, `conv2`, `conv3`, `fc`.
    public static let cnnAdaptive = Architecture(
        name: "cnn-adaptive",
        layers: [
            .convolution("conv1", outputs: 32, kernel: 3, padding: 1, bias: true), .relu, .maxPool(size: 2),
            .convolution("conv2", outputs: 64, kernel: 3, padding: 1, bias: true), .relu, .maxPool(size: 2),
            .convolution("conv3", outputs: 128, kernel: 3, padding: 1, bias: true), .relu,
            .globalAveragePool, .dense("fc", outputs: classes),
        ])

    /// Three blocks of convolutions and a wide dense layer: 211,690 parameters (213,354 with the running
    /// statistics), 22.0 million multiply-adds. Attributes: `conv1`, `bn1`, ... `conv5`, `bn5`, `fc1`, `bn6`,
    /// `fc2`.
    public static let cnnBlocks = Architecture(
        name: "cnn-blocks",
        layers: unit(1, outputs: 32) + unit(2, outputs: 32) + [.maxPool(size: 2), .dropout(rate: 0.25)]
            + unit(3, outputs: 64) + unit(4, outputs: 64) + [.maxPool(size: 2), .dropout(rate: 0.25)]
            + unit(5, outputs: 128) + [.globalAveragePool]
            + [
                .dense("fc1", outputs: 512), .batchNorm("bn6"), .relu, .dropout(rate: 0.5),
                .dense("fc2", outputs: classes),
            ])

    /// A 3 × 3 convolution with the bias that PyTorch's has, batch norm and ReLU.
    private static func unit(_ index: Int, outputs: Int, padding: Int = 1) -> [LayerDescription] {
        [
            .convolution("conv\(index)", outputs: outputs, kernel: 3, padding: padding, bias: true),
            .batchNorm("bn\(index)"), .relu,
        ]
    }
}
