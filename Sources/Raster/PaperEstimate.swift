/// What a picture's luminance says about its paper: which side of Otsu's threshold it is, and how even it is.
struct PaperEstimate {
    /// How often each luminance occurs.
    let histogram: Histogram

    /// Whether the ink is darker than the paper.
    let inkIsDark: Bool

    /// The paper's median luminance.
    let luminance: Int

    /// The share of the picture's cells whose paper is about as light as the others', seen against the contrast.
    ///
    /// Cells, not pixels: a digit that fills the picture, or was enlarged, has more blurred edge than bare paper.
    let evenness: Double

    /// The difference between the two classes' means, in grey levels.
    let contrast: Double

    /// The mean difference between neighbouring pixels, as a share of the contrast: two thirds where the classes are
    /// nothing but noise, less than half that where strokes have an inside.
    let roughness: Double

    /// Paper covers more of the picture and more of its edge. The edge alone misjudges a frame, the area alone a
    /// bold digit that fills the picture; so both vote, the area counting double.
    init(_ plane: Plane<UInt8>) {
        let cells = PaperCells(plane)
        histogram = cells.histogram
        let threshold = histogram.otsuThreshold
        let (dark, light) = (0...threshold, threshold + 1...255)
        let darkArea = Double(histogram.total(in: dark)) / Double(histogram.total)
        let darker = 2 * darkArea + Self.darkEdge(of: plane, upTo: threshold) < 1.5
        inkIsDark = darker

        contrast = histogram.mean(in: light) - histogram.mean(in: dark)
        luminance = histogram.quantile(0.5, in: inkIsDark ? light : dark)
        roughness = contrast > 0 ? plane.meanStep / contrast : 0
        evenness = Self.evenness(
            of: inkIsDark ? cells.lighter : cells.darker, tolerance: max(contrast * Self.tolerance, 1),
            inkest: histogram.quantile(inkIsDark ? Self.surelyInk : 1 - Self.surelyInk),
            beyond: { (Double($0) - Double(threshold) - 0.5) * (darker ? -1 : 1) })
    }

    /// The share of cells whose paper lies close to the typical one.
    ///
    /// - Parameters:
    ///   - inkest: the level that few pixels surpass, ink if there is any.
    ///   - beyond: how far a level lies on the ink's side of the threshold.
    private static func evenness(
        of levels: [Int], tolerance: Double, inkest: Int, beyond: (Int) -> Double
    ) -> Double {
        let papers = levels.filter { beyond($0) < 0 }.sorted()
        // A cell within a thick stroke shows no paper and says nothing about it. What is not that dark is paper in
        // a shadow; a few such cells are the ends of strokes.
        let stroke = beyond(inkest) / 2
        let shaded = levels.count { beyond($0) > 0 && beyond($0) < stroke }
        let shown = max(Double(papers.count), (1 - strokeEnds) * Double(papers.count + shaded))
        guard shown > 0 else { return 1 }
        let agreeing = papers.count { Double(abs($0 - papers[papers.count / 2])) <= tolerance }
        return Double(agreeing) / shown
    }

    /// A share of the picture so small that, if there is ink, it is ink.
    private static let surelyInk = 0.005

    /// The share of cells that may be partly stroke and partly paper, without a tenth of them being either.
    private static let strokeEnds = 0.15

    /// How far a cell's paper may lie from the others', as a share of the contrast.
    private static let tolerance = 0.12

    /// The share of the picture's outermost pixels that are on the dark side.
    private static func darkEdge(of plane: Plane<UInt8>, upTo threshold: Int) -> Double {
        let (width, height) = (plane.width, plane.height)
        var dark = 0
        for x in 0..<width {
            if plane[x, 0] <= threshold { dark += 1 }
            if plane[x, height - 1] <= threshold { dark += 1 }
        }
        for y in 0..<height {
            if plane[0, y] <= threshold { dark += 1 }
            if plane[width - 1, y] <= threshold { dark += 1 }
        }
        return Double(dark) / Double(2 * (width + height))
    }
}
