/// A kind of picture that shows no digit.
///
/// The raw values are names for reports and tests.
public enum OutlierKind: String, CaseIterable, Sendable {
    /// Letters, without those that pass for a digit.
    case latin, greek, cyrillic
    /// Signs of other scripts.
    case scripts
    /// Operators, punctuation, arrows and marks.
    case signs
    /// Things that people doodle.
    case doodles
    /// Strokes without a meaning: curves, scribbles, polygons, loops, hatchings.
    case scribbles
    /// Two digits where one was asked, and digits cut, joined, shuffled or mirrored.
    case digits
    /// Filled shapes with a soft texture inside, such as a shirt's.
    case silhouettes
    /// Pictures without a figure: noise, stripes, checks, gradients, blobs.
    case textures
    /// A few dots and dashes.
    case specks

    /// How often it is drawn, beside the others.
    var weight: Float {
        switch self {
        case .latin: 0.22
        case .greek: 0.05
        case .cyrillic: 0.05
        case .scripts: 0.10
        case .signs: 0.08
        case .doodles: 0.08
        case .scribbles: 0.10
        case .digits: 0.13
        case .silhouettes: 0.10
        case .textures: 0.06
        case .specks: 0.03
        }
    }

    /// The signs of our font that belong to it; none where it is no writing.
    var glyphs: [Glyph] {
        switch self {
        case .latin: Glyph.latin
        case .greek: Glyph.greek
        case .cyrillic: Glyph.cyrillic
        case .scripts: Glyph.scripts
        case .signs: Glyph.signs
        case .doodles: Glyph.doodles
        case .scribbles, .digits, .silhouettes, .textures, .specks: []
        }
    }
}
