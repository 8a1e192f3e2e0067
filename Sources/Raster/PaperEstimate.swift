/// What a luminance plane says about its paper: which side of Otsu's threshold it is, and how even it is.
struct PaperEstimate: Equatable {
    /// Whether the ink is darker than the paper.
    let inkIsDark: Bool

    /// The paper's median luminance.
    let luminance: Float

    /// The difference between the two classes' means.
    let contrast: Float

    /// The share of the picture's cells whose paper is about as light as the others', seen against the contrast.
    ///
    /// Cells, not pixels: a digit that fills the picture, or was enlarged, has more blurred edge than bare paper.
    let evenness: Double

    /// The mean difference between neighbouring pixels, as a share of the contrast: two thirds where the classes are
    /// nothing but noise, less than half that where strokes have an inside.
    let roughness: Float

    /// Paper covers more of the picture and more of its edge. The edge alone misjudges a frame, the area alone a
    /// bold digit that fills the picture; so both vote, the area counting double.
    init(_ plane: Plane) {
        let histogram = Histogram(plane.values)
        let threshold = histogram.otsuThreshold
        let limit = histogram.value(of: threshold) + 0.5 / 255
        let darkArea = Double(histogram.total(in: 0...threshold)) / Double(plane.values.count)
        let edge = Self.edge(of: plane)
        let darkEdge = Double(edge.count { $0 < limit }) / Double(edge.count)
        inkIsDark = 2 * darkArea + darkEdge < 1.5

        let (dark, light) = (0...threshold, threshold + 1...255)
        let paper = inkIsDark ? light : dark
        let median = histogram.quantile(0.5, in: paper)
        luminance = histogram.value(of: median)
        let difference = histogram.mean(in: light) - histogram.mean(in: dark)
        contrast = Float(difference) / 255

        roughness = contrast > 0 ? Self.meanStep(of: plane) / contrast : 0
        evenness = Self.evenness(of: plane, inkIsDark: inkIsDark, limit: limit, contrast: contrast)
    }

    /// The share of cells whose paper lies close to the typical one.
    private static func evenness(of plane: Plane, inkIsDark: Bool, limit: Float, contrast: Float) -> Double {
        // A cell within a thick stroke shows no paper, and says nothing about it.
        let levels = paperLevels(of: plane, inkIsDark: inkIsDark).filter { ($0 >= limit) == inkIsDark }
            .sorted()
        guard !levels.isEmpty else { return 1 }
        let typical = levels[levels.count / 2]
        let tolerance = max(contrast * Self.tolerance, 1 / 255)
        return Double(levels.count { abs($0 - typical) <= tolerance }) / Double(levels.count)
    }

    /// How far a cell's paper may lie from the others', as a share of the contrast.
    private static let tolerance: Float = 0.12

    /// Cells along the longer side: each larger than a stroke is wide, so that it holds some paper.
    private static let cells = 5

    /// The luminance of each cell's paper: what a tenth of the cell exceeds on the paper's side, which is paper as
    /// long as a tenth of the cell is.
    private static func paperLevels(of plane: Plane, inkIsDark: Bool) -> [Float] {
        let side = max(plane.bounds.longestSide / cells, 4)
        return plane.cells(ofSide: side).map { cell in
            let histogram = Histogram(plane.cropped(to: cell).values)
            return histogram.value(of: histogram.quantile(inkIsDark ? 0.9 : 0.1))
        }
    }

    /// The mean absolute difference between pixels side by side and one above the other.
    private static func meanStep(of plane: Plane) -> Float {
        var sum: Float = 0
        for y in 0..<plane.height {
            for x in 0..<plane.width {
                if x > 0 { sum += abs(plane[x, y] - plane[x - 1, y]) }
                if y > 0 { sum += abs(plane[x, y] - plane[x, y - 1]) }
            }
        }
        return sum / Float(max(1, 2 * plane.width * plane.height - plane.width - plane.height))
    }

    private static func edge(of plane: Plane) -> [Float] {
        let (width, height) = (plane.width, plane.height)
        let rows = (0..<width).flatMap { [plane[$0, 0], plane[$0, height - 1]] }
        let columns = (0..<height).flatMap { [plane[0, $0], plane[width - 1, $0]] }
        return rows + columns
    }
}
