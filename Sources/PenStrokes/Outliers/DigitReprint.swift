import Raster

/// Digits of a data set as somebody would post them.
///
/// Outliers come by the road of serving, through canvas and normaliser, and a data set's digits do not. A network would
/// learn to tell the two roads apart, and turn away what is served; so some of the digits are sent along.
public struct DigitReprint: Sendable {
    private let normalizer = DigitNormalizer()

    public init() {}

    /// A digit of 28 by 28, enlarged as on a screen and normalised again; nil where no ink is found.
    ///
    /// - Precondition: there are 784 pixels, 0 ground to 255 full ink.
    public func pixels(
        of digit: [UInt8], using generator: inout some RandomNumberGenerator
    ) -> [UInt8]? {
        let side = DigitSamples.side
        let sheet = InkSheet(width: side, height: side, ink: digit.map { Float($0) / 255 })
        return normalizer.normalize(sheet.enlarged(using: &generator))?.image.pixels
    }
}
