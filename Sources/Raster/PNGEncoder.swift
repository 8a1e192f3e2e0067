/// Writes 8-bit PNG files, to show people what the network saw.
public struct PNGEncoder: Sendable {
    public init() {}

    /// The bytes of a complete PNG file.
    public func encode(_ image: GrayImage) -> [UInt8] {
        LibPNG.write(image)
    }

    /// The bytes of a complete PNG file, in colour and with alpha.
    package func encode(_ image: RGBAImage) -> [UInt8] {
        LibPNG.write(image)
    }
}
