/// Writes 8-bit greyscale PNG files, to show people what the network saw.
public struct PNGEncoder: Sendable {
    public init() {}

    /// The bytes of a complete PNG file.
    public func encode(_ image: GrayImage) -> [UInt8] {
        LibPNG.writeGray(image)
    }
}
