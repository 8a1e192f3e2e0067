/// One test image on its way through the network.
public struct Sample: Sendable, Equatable {
    /// Its place among the test images, from 0.
    public var index: Int
    /// height · width bytes, row-major: 0 is the ground, 255 full ink.
    public var pixels: [UInt8]
    /// Pixels in a row.
    public var width = 28
    /// Rows.
    public var height = 28
    public var label: Int
    /// The probability of every class.
    public var probabilities: [Float]
    /// Stage by stage; none where the network has no planes.
    public var maps: [FeatureMaps]
}
