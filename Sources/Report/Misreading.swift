/// A test image that the network reads wrongly.
public struct Misreading: Sendable, Equatable {
    /// Its place among the test images, from 0.
    public var index: Int
    /// height · width bytes, row-major: 0 is the ground, 255 full ink.
    public var pixels: [UInt8]
    /// Pixels in a row.
    public var width = 28
    /// Rows.
    public var height = 28
    /// What it is.
    public var label: Int
    /// The probability of every class.
    public var probabilities: [Float]
    /// -log p(label), in nats.
    public var loss: Float

    /// Classes by falling probability; the smaller of equals first.
    var ranking: [Int] {
        probabilities.indices.sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
    }
}
