import Raster

/// Pictures of one kind that a suite measures.
struct SuiteCase: Sendable {
    /// One picture of a case.
    struct Specimen {
        /// What is posted, and comes to the network by the normaliser; nil where nothing is.
        var posted: PixelImage?
        /// What the network is given without a normaliser; nil where there is no such thing. (28 · 28)
        var pixels: [Float]?
    }

    /// The kind's name in JSON.
    let name: String
    /// The kind's name for people.
    let title: String
    /// What each picture shows, 0 to 9, or `LabelledImages.noDigit`.
    let labels: [UInt8]
    /// Makes one of the pictures, by its place in `labels`.
    let specimen: @Sendable (Int) -> Specimen
}
