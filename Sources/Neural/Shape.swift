/// The shape of one sample: height, width, channels, stored with channels innermost (NHWC).
public struct Shape: Sendable, Hashable {
    public var height: Int
    public var width: Int
    public var channels: Int

    public init(height: Int, width: Int, channels: Int) {
        self.height = height
        self.width = width
        self.channels = channels
    }

    /// A flat feature vector: (1, 1, channels).
    public init(features: Int) {
        self.init(height: 1, width: 1, channels: features)
    }

    /// Pixels in the plane: height × width.
    public var area: Int { height * width }

    /// The plane as people write it, rows before columns: `28x28`.
    public var size: String { "\(height)x\(width)" }

    /// Floats in one sample.
    public var count: Int { area * channels }
}
