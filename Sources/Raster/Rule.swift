/// A straight thin line from one end of a picture to the other, as paper is ruled with, steep rather than flat.
struct Rule: Equatable {
    /// The column of its middle in each row.
    var middles: [Float]

    /// In pixels.
    var width: Float

    /// How far it stands out from the paper, in grey levels.
    var level: Int
}
