import Glibc

/// What a drawing is drawn with and on.
public struct Pen: Sendable, Equatable {
    /// The tip's diameter, in shares of the drawing's longer side.
    public var width: Float = 0.08
    /// How light the ink is, 0 black to 255 white.
    public var ink: UInt8 = 0
    /// How light the paper is.
    public var paper: UInt8 = 255

    /// A felt tip's middle way, black on white.
    public init() {}

    /// A pen drawn at random: from hair-thin to thick felt, mostly black on white, as canvases have it; else of other
    /// tones, of which half are light on dark.
    public init(using generator: inout some RandomNumberGenerator) {
        width = exp(generator.uniform(log(Self.widths.lowerBound)...log(Self.widths.upperBound)))
        guard generator.unit() < 0.3 else { return }
        let tones = (generator.uniform(0...80), generator.uniform(200...255))
        (ink, paper) = (UInt8(tones.0), UInt8(tones.1))
        if generator.unit() < 0.5 { swap(&ink, &paper) }
    }

    /// Of pens drawn at random. A thicker one fills the loops of an 8.
    static let widths: ClosedRange<Float> = 0.012...0.2
}
