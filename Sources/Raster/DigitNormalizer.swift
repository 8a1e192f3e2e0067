/// Turns any picture of one digit into what the network was trained on.
public struct DigitNormalizer: Sendable {
    public init() {}

    /// The normalised digit, or `nil` where the picture holds no ink.
    public func normalize(_ image: PixelImage) -> NormalizedDigit? {
        nil  // The steps land one by one in the next commits.
    }
}
