public import Raster

/// Makes pictures of what is no digit, to learn from that not everything is one.
///
/// A network that has seen only digits takes whatever it is shown for one. With pictures of anything else at hand it
/// learns the difference, and keeps it for things that it has not seen (Hendrycks, Mazeika and Dietterich 2019, "Deep
/// anomaly detection with outlier exposure"). These are all drawn here: nobody has to find and to trust a collection.
public struct OutlierPainter: Sendable {
    private let samples: DigitSamples
    private let kinds: [OutlierKind]
    private let normalizer = DigitNormalizer()

    /// - Parameters:
    ///   - samples: the digits that misshapen ones are made of.
    ///   - kinds: those that are drawn; at least one.
    public init(samples: DigitSamples, kinds: [OutlierKind] = OutlierKind.allCases) {
        precondition(!kinds.isEmpty, "something to draw")
        self.samples = samples
        self.kinds = kinds
    }

    /// The next picture as the network would be shown it: 28 by 28 bytes, row-major, 0 ground to 255 full ink.
    ///
    /// It goes the road of any picture that is served. The same numbers give the same picture.
    public func pixels(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        // Where the normaliser sees no ink there is nothing to learn: such a picture is blank before it is asked about.
        while true {
            if let digit = normalizer.normalize(picture(using: &generator)) { return digit.image.pixels }
        }
    }

    /// The next picture as somebody would post it.
    public func picture(using generator: inout some RandomNumberGenerator) -> PixelImage {
        picture(of: kind(using: &generator), using: &generator)
    }

    private func kind(using generator: inout some RandomNumberGenerator) -> OutlierKind {
        var rest = generator.unit() * kinds.reduce(0) { $0 + $1.weight }
        for kind in kinds {
            rest -= kind.weight
            if rest < 0 { return kind }
        }
        return kinds[kinds.count - 1]
    }

    private func picture(
        of kind: OutlierKind, using generator: inout some RandomNumberGenerator
    ) -> PixelImage {
        switch kind {
        case .latin, .greek, .cyrillic, .scripts, .signs, .doodles:
            let glyph = generator.element(of: kind.glyphs)
            return drawn(glyph.drawing, using: &generator)
        case .composites:
            return drawn(CompositeSign.drawing(using: &generator), using: &generator)
        case .scribbles:
            return drawn(Scribble.drawing(using: &generator), using: &generator)
        case .specks:
            return drawn(Specks.drawing(using: &generator), using: &generator)
        case .digits:
            return MisshapenDigit.sheet(from: samples, using: &generator).enlarged(using: &generator)
        case .silhouettes:
            return Silhouette.sheet(side: Self.side, using: &generator).picture(times: 1, margin: 0)
        case .textures:
            let texture = generator.element(of: Texture.allCases)
            return texture.sheet(side: Self.side, using: &generator).picture(times: 1, margin: 0)
        }
    }

    /// Pixels of a side of what is not drawn with a pen.
    private static let side = 96

    private func drawn(
        _ drawing: PenDrawing, using generator: inout some RandomNumberGenerator
    ) -> PixelImage {
        PenPicture(of: UnsteadyHand().drawn(drawing, using: &generator), using: &generator).canvas
    }
}
